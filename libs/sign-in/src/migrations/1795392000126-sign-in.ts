import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds the passwords and the sessions of people, one-time links, sign-ins that wait for a second
 * factor, and the networks from which people have signed in. People of a side are its
 * `staff_users` or `customer_users`; triggers there end sessions and delete credentials.
 */
export class SignIn1795392000126 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    await queryRunner.query(TABLES);
    await queryRunner.query(RIGHTS);
    await queryRunner.query(functions(schema));
    await queryRunner.query(TRIGGERS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER staff_users_sessions ON staff_users;
      DROP TRIGGER staff_users_sign_in ON staff_users;
      DROP TRIGGER staff_user_roles_sessions ON staff_user_roles;
      DROP TRIGGER customer_users_sessions ON customer_users;
      DROP TRIGGER customer_users_sign_in ON customer_users;
      DROP TABLE passwords, sessions, sign_in_links, pending_sign_ins, person_networks;
      DROP FUNCTION notify_session_ended(), end_sessions_of_person(), forget_sign_in();
    `);
  }
}

export async function schemaOf(queryRunner: QueryRunner): Promise<string> {
  const sql = 'SELECT quote_ident(current_schema()) AS schema';
  const [{ schema }] = (await queryRunner.query(sql)) as [{ schema: string }];
  return schema;
}

const SIDE = `side text NOT NULL CHECK (side IN ('backoffice', 'storefront'))`;
const PERSON = `person_id bigint NOT NULL CHECK (person_id BETWEEN 1 AND 999999999999999999)`;

/** Methods by RFC 8176; a list without NULL and with one dimension. */
const METHODS = `amr text[] NOT NULL CHECK (octet_length(amr::text) <= 256
  AND CASE WHEN array_ndims(amr) = 1 THEN array_position(amr, NULL) IS NULL ELSE false END)`;

const DIGEST = (name: string) => `${name} bytea CHECK (octet_length(${name}) = 32)`;

/** A time that the API can show, from the year 1 to 9999. */
const time = (column: string, rest = 'NOT NULL DEFAULT now()') =>
  `${column} timestamptz ${rest} CHECK (
    ${column} >= '0001-01-01 00:00:00+00' AND ${column} < '10000-01-01 00:00:00+00')`;

const TABLES = `
  CREATE TABLE passwords (
    ${SIDE},
    ${PERSON},
    hash text NOT NULL CHECK (octet_length(hash) <= 512),
    ${time('changed_at')},
    PRIMARY KEY (side, person_id)
  );

  -- The cookie has the random id, and the row its SHA-256. The column id is the public name.
  CREATE TABLE sessions (
    ${DIGEST('id_hash')} PRIMARY KEY,
    id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    ${SIDE},
    ${PERSON},
    ${METHODS},
    acr text NOT NULL CHECK (acr IN ('1', '2')),
    user_agent text NOT NULL DEFAULT '' CHECK (octet_length(user_agent) <= 800),
    address text NOT NULL DEFAULT '' CHECK (octet_length(address) <= 512),
    ${time('created_at')},
    ${time('authenticated_at')},
    ${time('last_seen_at')},
    ${time('expires_at', 'NOT NULL')}
  );
  CREATE INDEX sessions_person_idx ON sessions (side, person_id);
  CREATE INDEX sessions_expires_at_idx ON sessions (side, expires_at);

  CREATE TABLE sign_in_links (
    ${DIGEST('token_hash')} PRIMARY KEY,
    ${SIDE},
    ${PERSON},
    purpose text NOT NULL CHECK (purpose IN ('invitation', 'recovery')),
    ${time('created_at')},
    ${time('expires_at', 'NOT NULL')},
    ${time('used_at', '')}
  );
  CREATE INDEX sign_in_links_person_idx ON sign_in_links (side, person_id);
  CREATE INDEX sign_in_links_expires_at_idx ON sign_in_links (side, expires_at);

  -- A first factor is proved; the sign-in waits for a second one.
  CREATE TABLE pending_sign_ins (
    ${DIGEST('id_hash')} PRIMARY KEY,
    ${SIDE},
    ${PERSON},
    ${METHODS},
    return_to text NOT NULL CHECK (octet_length(return_to) <= 4096),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 1000),
    ${time('expires_at', 'NOT NULL')}
  );
  CREATE INDEX pending_sign_ins_person_idx ON pending_sign_ins (side, person_id);
  CREATE INDEX pending_sign_ins_expires_at_idx ON pending_sign_ins (side, expires_at);

  CREATE TABLE person_networks (
    ${SIDE},
    ${PERSON},
    network text NOT NULL CHECK (octet_length(network) <= 512),
    ${time('last_used_at')},
    PRIMARY KEY (side, person_id, network)
  );
`;

const ownRows = (table: string) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  CREATE POLICY backoffice ON ${table} TO latchkey_backoffice USING (side = 'backoffice');
  CREATE POLICY storefront ON ${table} TO latchkey_storefront USING (side = 'storefront');
`;

const BOTH = 'latchkey_backoffice, latchkey_storefront';

/** Only the owner makes one-time links; the applications use and delete them. */
const RIGHTS = `
  ${['passwords', 'sessions', 'sign_in_links', 'pending_sign_ins', 'person_networks'].map(ownRows).join('')}
  GRANT SELECT, INSERT (side, person_id, hash), UPDATE (hash, changed_at), DELETE
    ON passwords TO ${BOTH};
  GRANT SELECT, DELETE,
    INSERT (id_hash, side, person_id, amr, acr, user_agent, address, expires_at),
    UPDATE (id_hash, amr, acr, user_agent, address, authenticated_at, last_seen_at, expires_at)
    ON sessions TO ${BOTH};
  GRANT SELECT, UPDATE (used_at), DELETE ON sign_in_links TO ${BOTH};
  GRANT SELECT, INSERT, UPDATE (attempts), DELETE ON pending_sign_ins TO ${BOTH};
  GRANT SELECT, INSERT, UPDATE (last_used_at), DELETE ON person_networks TO ${BOTH};
`;

function functions(schema: string): string {
  const definer =
    'RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp';
  return `
    CREATE FUNCTION notify_session_ended() ${definer} AS $$
    BEGIN
      INSERT INTO ${schema}.changes (side, channel, payload)
        VALUES (OLD.side, 'sessions_' || OLD.side, OLD.id::text) ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;

    -- Arguments: the side, and the column with the id of the person.
    CREATE FUNCTION end_sessions_of_person() ${definer} AS $$
    BEGIN
      DELETE FROM ${schema}.sessions WHERE side = TG_ARGV[0] AND person_id IN (
        (to_jsonb(OLD) ->> TG_ARGV[1])::bigint, (to_jsonb(NEW) ->> TG_ARGV[1])::bigint);
      DELETE FROM ${schema}.pending_sign_ins WHERE side = TG_ARGV[0] AND person_id IN (
        (to_jsonb(OLD) ->> TG_ARGV[1])::bigint, (to_jsonb(NEW) ->> TG_ARGV[1])::bigint);
      RETURN NULL;
    END $$;

    CREATE FUNCTION forget_sign_in() ${definer} AS $$
    BEGIN
      DELETE FROM ${schema}.sessions WHERE side = TG_ARGV[0] AND person_id = OLD.id;
      DELETE FROM ${schema}.pending_sign_ins WHERE side = TG_ARGV[0] AND person_id = OLD.id;
      DELETE FROM ${schema}.passwords WHERE side = TG_ARGV[0] AND person_id = OLD.id;
      DELETE FROM ${schema}.sign_in_links WHERE side = TG_ARGV[0] AND person_id = OLD.id;
      DELETE FROM ${schema}.person_networks WHERE side = TG_ARGV[0] AND person_id = OLD.id;
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION notify_session_ended(), end_sessions_of_person(), forget_sign_in()
      FROM PUBLIC;
  `;
}

/** Sessions end with a role that the person gets or loses, so no page shows outdated rights. */
const TRIGGERS = `
  CREATE TRIGGER sessions_ended AFTER DELETE OR UPDATE OF id_hash ON sessions
    FOR EACH ROW EXECUTE FUNCTION notify_session_ended();

  CREATE TRIGGER staff_users_sessions AFTER UPDATE OF enabled ON staff_users
    FOR EACH ROW WHEN (NOT NEW.enabled) EXECUTE FUNCTION end_sessions_of_person('backoffice', 'id');
  CREATE TRIGGER staff_users_sign_in AFTER DELETE ON staff_users
    FOR EACH ROW EXECUTE FUNCTION forget_sign_in('backoffice');
  CREATE TRIGGER staff_user_roles_sessions AFTER INSERT OR UPDATE OR DELETE ON staff_user_roles
    FOR EACH ROW EXECUTE FUNCTION end_sessions_of_person('backoffice', 'user_id');

  -- UPDATE OF ignores a column that a trigger sets, so the e-mail is listed as well.
  CREATE TRIGGER customer_users_sessions
    AFTER UPDATE OF email, enabled, confirmed, role, customer_id ON customer_users
    FOR EACH ROW WHEN (NOT NEW.enabled OR NOT NEW.confirmed OR NEW.role <> OLD.role
      OR NEW.customer_id IS DISTINCT FROM OLD.customer_id)
    EXECUTE FUNCTION end_sessions_of_person('storefront', 'id');
  CREATE TRIGGER customer_users_sign_in AFTER DELETE ON customer_users
    FOR EACH ROW EXECUTE FUNCTION forget_sign_in('storefront');
`;
