import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Limits the form and depth of every JSON document that an application login may write to those
 * that processes write. A stolen login planted rows that processes and commands could not read, so
 * that no key or client could be ended. `test/e2e/bounded-rows.spec.ts` finds a column without such
 * a limit.
 *
 * Existing rows of another form do not stop the migration:
 *
 * - Signing keys are deleted.
 * - Clients are disabled, each with an audit event. Their key set or limits become null.
 * - Audit events stay, because the chain covers them. Only new ones have a maximum depth.
 */
export class ShapedDocuments1795392000086 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The lock prevents new invalid rows while this runs.
    await queryRunner.query('LOCK TABLE oauth_clients, signing_keys IN ACCESS EXCLUSIVE MODE');
    await queryRunner.query(REPAIR);
    for (const [table, columns] of Object.entries(SHAPES)) {
      await queryRunner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${table}_shaped CHECK (${allOf(columns)})`,
      );
    }
    await queryRunner.query(events(`${TOO_LARGE} OR ${TOO_DEEP}`, MESSAGE + DEPTH_MESSAGE));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(events(TOO_LARGE, MESSAGE));
    for (const table of Object.keys(SHAPES)) {
      await queryRunner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_shaped`);
    }
  }
}

/**
 * Builds a condition: true when the JSON path matches the document. An error of the path counts as
 * false, so it stops neither the migration nor a statement with a different message.
 */
function matches(column: string, path: string): string {
  return `(${column} IS NULL OR jsonb_path_match(${column}, '${path}', '{}', true) IS TRUE)`;
}

function flatObject(column: string, type: 'string' | 'number'): string {
  const isObject = '$.type() == "object"';
  return matches(column, `strict ${isObject} && !exists($.* ? (@.type() != "${type}"))`);
}

/**
 * A JWK Set (RFC 7517 §5) without other members. The values of a key are scalars or lists of them.
 */
function keySet(column: string): string {
  return matches(
    column,
    `strict $.type() == "object" && $.keys.type() == "array"
      && !exists($.keyvalue() ? (@.key != "keys"))
      && !exists($.keys[*] ? (@.type() != "object"))
      && !exists($.keys[*].* ? (@.type() == "object"))
      && !exists($.keys[*].* ? (@.type() == "array")[*]
        ? (@.type() == "object" || @.type() == "array"))`,
  );
}

const SHAPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  signing_keys: { public_jwk: flatObject('public_jwk', 'string') },
  oauth_clients: { jwks: keySet('jwks'), limits: flatObject('limits', 'number') },
};

function allOf(columns: Readonly<Record<string, string>>): string {
  return Object.values(columns).join(' AND ');
}

/** Builds an assignment that sets an invalid document of a client to null. */
function orNull(column: string): string {
  return `${column} = CASE WHEN ${SHAPES.oauth_clients![column]} THEN ${column} END`;
}

const REPAIR = `
  -- Without triggers, which may refuse a planted row.
  ALTER TABLE signing_keys DISABLE TRIGGER USER;
  DELETE FROM signing_keys WHERE NOT (${allOf(SHAPES.signing_keys!)});
  ALTER TABLE signing_keys ENABLE TRIGGER USER;
  INSERT INTO changes (side, channel, payload)
    SELECT side, 'keys_' || side, 'signing_keys' FROM unnest('{backoffice,storefront}'::text[]) side
    ON CONFLICT DO NOTHING;
  WITH disabled AS (
    UPDATE oauth_clients SET enabled = false, ${orNull('jwks')}, ${orNull('limits')}
    WHERE NOT (${allOf(SHAPES.oauth_clients!)})
    RETURNING client_id, side)
  INSERT INTO audit_events
    (actor_type, actor, side, action, subject_type, subject_id, after, reason)
  SELECT 'system', 'migration', side, 'client.updated', 'oauth-clients', client_id::text,
    '{"enabled": false}', 'its keys or limits had a form that no process writes'
  FROM disabled ORDER BY client_id;
`;

/** Bytes, as in the earlier migration. */
const NAME = 1024;
const REASON = 8192;
const DOCUMENT = 131_072;

/** Maximum levels, as in a body of the API. Processes write about five. */
const DEPTH = 32;

const MESSAGE = `${NAME} bytes for a name or id, ${REASON} for the reason, ${DOCUMENT} for before and after`;
const DEPTH_MESSAGE = `, and ${DEPTH} levels of these`;

const TOO_LARGE = `
  greatest(octet_length(NEW.actor), octet_length(NEW.side), octet_length(NEW.action),
    octet_length(NEW.subject_type), octet_length(NEW.subject_id),
    octet_length(NEW.request_id), octet_length(NEW.address)) > ${NAME}
  OR octet_length(NEW.reason) > ${REASON}
  OR octet_length(NEW.before::text) > ${DOCUMENT}
  OR octet_length(NEW.after::text) > ${DOCUMENT}`;

const TOO_DEEP = `jsonb_path_exists(NEW.before, 'strict $.**{${DEPTH + 1}}')
  OR jsonb_path_exists(NEW.after, 'strict $.**{${DEPTH + 1}}')`;

function events(isRefused: string, message: string): string {
  return `
    CREATE OR REPLACE FUNCTION audit_events_too_large() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      RAISE program_limit_exceeded USING MESSAGE =
        'an audit event is too large: at most ${message}';
    END $$;

    CREATE OR REPLACE TRIGGER audit_events_bounds BEFORE INSERT ON audit_events
      FOR EACH ROW WHEN (${isRefused}) EXECUTE FUNCTION audit_events_too_large();
  `;
}
