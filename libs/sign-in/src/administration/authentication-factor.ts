import { SIDES, type Side } from '#oauth';

export const FACTOR_KINDS = ['password', 'totp', 'recovery-codes', 'passkey', 'identity'] as const;

type FactorKind = (typeof FACTOR_KINDS)[number];

/** A way in which a person proves who they are, without its secret. */
export interface AuthenticationFactor {
  /** `<side>-<id of the person>-<kind>`; for a passkey and an identity also `-<id of its row>`. */
  id: string;
  side: Side;
  personId: string;
  kind: FactorKind;
  /** The name that the person has given a passkey, or of the provider; otherwise null. */
  name: string | null;
  /** The key of the provider of a linked identity, whose subject there stays hidden; otherwise null. */
  provider: string | null;
  /**
   * When the password was set, the app was confirmed, the codes were made, the passkey was added, or
   * the identity was linked.
   */
  setUpAt: Date;
  /** Null also for a password and an app, whose use is not recorded. */
  lastUsedAt: Date | null;
  /** Recovery codes that are not used; otherwise null. */
  codesLeft: number | null;
}

/** The form of the id of a factor. */
const ID = new RegExp(
  `^(${SIDES.join('|')})-([1-9]\\d{0,17})` +
    '-(?:password|totp|recovery-codes|(?:passkey|identity)-([1-9]\\d{0,17}))$',
);

/** Reads the id of a factor; `row` is that of a passkey or an identity. Null for another text. */
export function readFactorId(id: string): { side: Side; personId: string; row?: string } | null {
  const [, side, personId, row] = ID.exec(id) ?? [];
  return side && personId ? { side: side as Side, personId, row } : null;
}

/** Selects the factors of people, `$1`, at sides, `$2`. */
export const SELECT_FACTORS = `
  SELECT concat_ws('-', side, person_id, kind, row) AS id, side, person_id::text AS "personId", kind,
    name, provider, set_up_at AS "setUpAt", last_used_at AS "lastUsedAt", codes_left AS "codesLeft"
  FROM (
    SELECT side, person_id, 1 AS place, 'password' AS kind, NULL::bigint AS row,
      NULL::text AS name, NULL::text AS provider, changed_at AS set_up_at,
      NULL::timestamptz AS last_used_at, NULL::integer AS codes_left
    FROM person_passwords
    UNION ALL
    SELECT side, person_id, 2, 'totp', NULL, NULL, NULL, confirmed_at, NULL, NULL
    FROM person_authenticator_apps WHERE confirmed_at IS NOT NULL
    UNION ALL
    SELECT side, person_id, 3, 'recovery-codes', NULL, NULL, NULL, min(created_at), max(used_at),
      count(*) FILTER (WHERE used_at IS NULL)::integer
    FROM person_recovery_codes GROUP BY side, person_id
    UNION ALL
    SELECT side, person_id, 4, 'passkey', id, name, NULL, created_at, last_used_at, NULL
    FROM person_passkeys
    UNION ALL
    SELECT side, person_id, 5, 'identity', identity.id, name, key, identity.created_at, last_used_at,
      NULL
    FROM person_identities identity JOIN identity_providers USING (side, issuer)
  ) factor
  WHERE person_id = ANY ($1::bigint[]) AND side = ANY ($2::text[])
  ORDER BY side, person_id, place, factor.row`;
