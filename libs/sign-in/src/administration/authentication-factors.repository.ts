import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, AuditLog, type NewAuditEvent } from '#audit';
import type { Transaction } from '#database';
import { SIDES, type Side } from '#oauth';
import { personEvent } from '../people/person-event.js';
import { endEverything } from './end-everything.js';

export const FACTOR_KINDS = ['password', 'totp', 'recovery-codes', 'passkey'] as const;

type FactorKind = (typeof FACTOR_KINDS)[number];

/** A way in which a person proves who they are, without its secret. */
export interface AuthenticationFactor {
  /** `<side>-<id of the person>-<kind>`; for a passkey also `-<id of the passkey>`. */
  id: string;
  side: Side;
  personId: string;
  kind: FactorKind;
  /** The name that the person has given a passkey; otherwise null. */
  name: string | null;
  /** When the password was set, the app was confirmed, the codes were made, the passkey was added. */
  setUpAt: Date;
  /** Null also for a password and an app, whose use is not recorded. */
  lastUsedAt: Date | null;
  /** Recovery codes that are not used; otherwise null. */
  codesLeft: number | null;
}

/** Numbers of the factors that were removed. */
export interface RemovedFactors {
  authenticatorApps: number;
  recoveryCodes: number;
  passkeys: number;
}

interface Account {
  side: Side;
  personId: string;
}

/** The form of the id of a factor. */
const ID = new RegExp(
  `^(${SIDES.join('|')})-([1-9]\\d{0,17})-(?:password|totp|recovery-codes|passkey-([1-9]\\d{0,17}))$`,
);

/** Administers the authentication factors of the people of both sides. */
@Injectable()
export class AuthenticationFactorsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** Lists the factors of people, at one side or at both. */
  async listOf(
    personIds: readonly string[],
    sides: readonly Side[] = SIDES,
  ): Promise<AuthenticationFactor[]> {
    return this.dataSource.query<AuthenticationFactor[]>(SELECT, [personIds, sides]);
  }

  async find(id: string): Promise<AuthenticationFactor | null> {
    const [, side, personId] = ID.exec(id) ?? [];
    if (!side || !personId) return null;
    const factors = await this.listOf([personId], [side as Side]);
    return factors.find((factor) => factor.id === id) ?? null;
  }

  /**
   * Removes a factor. The recovery codes go with the app that they replace. Without the password, all
   * sessions and tokens of the person end, as with a new password. Returns false when the factor is
   * gone. `authorize` throws to prevent the removal.
   */
  async remove(
    factor: AuthenticationFactor,
    actor: Actor,
    authorize: (transaction: Transaction) => Promise<void> = async () => {},
  ): Promise<boolean> {
    return this.dataSource.transaction(async (transaction) => {
      await authorize(transaction);
      const removal = await removeOne(factor, transaction);
      if (!removal) return false;
      const { action, ...details } = removal;
      await this.audit.record(personEvent(action, { ...factor, actor }, details), transaction);
      return true;
    });
  }

  /**
   * Removes the authenticator app, the recovery codes and the passkeys of a person who has lost them.
   * The password alone is enough from then on. Without any of them, nothing is recorded.
   */
  async removeAll(person: Account, actor: Actor): Promise<RemovedFactors> {
    return this.dataSource.transaction(async (transaction) => {
      const removed = {
        authenticatorApps: await remove('person_authenticator_apps', person, transaction),
        recoveryCodes: await remove('person_recovery_codes', person, transaction),
        passkeys: await remove('person_passkeys', person, transaction),
      };
      if (Object.values(removed).every((count) => count === 0)) return removed;
      const after = { ...removed };
      const event = personEvent('person.factors_removed', { ...person, actor }, { after });
      await this.audit.record(event, transaction);
      return removed;
    });
  }
}

/** The audit event of a removed factor. */
interface Removal extends Pick<NewAuditEvent, 'before' | 'after'> {
  action: string;
}

/** Returns null when the factor is gone. */
async function removeOne(
  { id, kind, name, ...person }: AuthenticationFactor,
  transaction: Transaction,
): Promise<Removal | null> {
  if (kind === 'passkey') {
    const isGone = (await remove('person_passkeys', person, transaction, ID.exec(id)![3])) === 0;
    return isGone ? null : { action: 'person.passkey_removed', before: { name } };
  }
  if (kind === 'password') {
    // First, so that no sign-in with the password begins after its sessions have ended.
    if ((await remove('person_passwords', person, transaction)) === 0) return null;
    const sessions = await endEverything(person, transaction);
    return { action: 'password.removed', after: { sessions } };
  }
  const codes = await remove('person_recovery_codes', person, transaction);
  if (kind === 'recovery-codes') {
    return codes === 0 ? null : { action: 'person.recovery_codes_removed' };
  }
  const apps = await remove('person_authenticator_apps', person, transaction);
  return apps === 0 ? null : { action: 'person.totp_removed' };
}

type View =
  'person_passwords' | 'person_authenticator_apps' | 'person_recovery_codes' | 'person_passkeys';

/** Returns the number of removed factors. */
async function remove(
  view: View,
  { side, personId }: Account,
  transaction: Transaction,
  passkey?: string,
): Promise<number> {
  // An app that no code has confirmed is no factor, and its row is deleted uncounted.
  const isFactor = view === 'person_authenticator_apps' ? 'confirmed_at IS NOT NULL' : 'true';
  const [rows] = await transaction.query<[{ isFactor: boolean }[]]>(
    `DELETE FROM ${view} WHERE side = $1 AND person_id = $2
       ${passkey === undefined ? '' : 'AND id = $3'}
     RETURNING ${isFactor} AS "isFactor"`,
    [side, personId, ...(passkey === undefined ? [] : [passkey])],
  );
  return rows.filter((row) => row.isFactor).length;
}

const SELECT = `
  SELECT concat_ws('-', side, person_id, kind, passkey) AS id, side, person_id::text AS "personId",
    kind, name, set_up_at AS "setUpAt", last_used_at AS "lastUsedAt", codes_left AS "codesLeft"
  FROM (
    SELECT side, person_id, 1 AS place, 'password' AS kind, NULL::bigint AS passkey,
      NULL::text AS name, changed_at AS set_up_at, NULL::timestamptz AS last_used_at,
      NULL::integer AS codes_left
    FROM person_passwords
    UNION ALL
    SELECT side, person_id, 2, 'totp', NULL, NULL, confirmed_at, NULL, NULL
    FROM person_authenticator_apps WHERE confirmed_at IS NOT NULL
    UNION ALL
    SELECT side, person_id, 3, 'recovery-codes', NULL, NULL, min(created_at), max(used_at),
      count(*) FILTER (WHERE used_at IS NULL)::integer
    FROM person_recovery_codes GROUP BY side, person_id
    UNION ALL
    SELECT side, person_id, 4, 'passkey', id, name, created_at, last_used_at, NULL
    FROM person_passkeys
  ) factor
  WHERE person_id = ANY ($1::bigint[]) AND side = ANY ($2::text[])
  ORDER BY side, person_id, place, passkey`;
