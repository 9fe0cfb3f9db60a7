import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf } from './1795392000020-signing-key-authentication.js';

/**
 * Stores what the authorization endpoint has to remember: requests until a person has answered
 * them, codes until they are exchanged for tokens, and the consent of people to clients of third
 * parties. Ids and codes are stored as SHA-256. A view has the names of people, for userinfo.
 */
export class Authorizations1795392000120 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    for (const statements of [REQUESTS, CODES, CONSENTS, deaths(schema), PROFILES]) {
      await queryRunner.query(statements);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP VIEW person_profiles;
      DROP TRIGGER staff_users_authorizations ON staff_users;
      DROP TRIGGER customer_users_authorizations ON customer_users;
      DROP FUNCTION forget_authorizations();
      DROP TABLE consents, authorization_codes, authorization_requests;
    `);
  }
}

const SIDE = `text NOT NULL CHECK (side IN ('backoffice', 'storefront'))`;
const CLIENT = 'uuid NOT NULL REFERENCES oauth_clients ON DELETE CASCADE';
const PERSON = 'CHECK (% BETWEEN 1 AND 999999999999999999)';
const APPLICATIONS = 'latchkey_backoffice, latchkey_storefront';

/** A time that is not further in the future, which no row of a process is. */
function until(column: string, future = '1 hour'): string {
  return `CHECK (${column} >= '0001-01-01 00:00:00+00' AND ${column} <= now() + interval '${future}')`;
}

/** Each application sees only the rows of its side. */
function ownRows(table: string): string {
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    CREATE POLICY backoffice ON ${table} TO latchkey_backoffice USING (side = 'backoffice');
    CREATE POLICY storefront ON ${table} TO latchkey_storefront USING (side = 'storefront');
    CREATE INDEX ${table}_client_idx ON ${table} (client_id);
  `;
}

/**
 * The parameters are a JSON text, which only processes read. A pushed request has an id of its own
 * until the authorization endpoint takes it.
 */
const REQUESTS = `
  CREATE TABLE authorization_requests (
    side       ${SIDE},
    id_hash    bytea NOT NULL CHECK (length(id_hash) = 32),
    client_id  ${CLIENT},
    parameters text NOT NULL CHECK (octet_length(parameters) <= 16384),
    is_pushed  boolean NOT NULL DEFAULT false,
    is_allowed boolean,
    decided_by bigint ${PERSON.replace('%', 'decided_by')},
    created_at timestamptz NOT NULL DEFAULT now() ${until('created_at')},
    expires_at timestamptz NOT NULL ${until('expires_at')},
    PRIMARY KEY (side, id_hash)
  );
  ${ownRows('authorization_requests')}
  CREATE INDEX authorization_requests_expires_at_idx ON authorization_requests (expires_at);
  GRANT SELECT, INSERT (side, id_hash, client_id, parameters, is_pushed, expires_at),
    UPDATE (id_hash, is_pushed, is_allowed, decided_by, created_at, expires_at), DELETE
    ON authorization_requests TO ${APPLICATIONS};
`;

/**
 * A used code stays for a day, so that its replay can revoke the tokens. No login can make it
 * unused again or delete it before.
 */
const CODES = `
  CREATE TABLE authorization_codes (
    side             ${SIDE},
    code_hash        bytea NOT NULL CHECK (length(code_hash) = 32),
    client_id        ${CLIENT},
    person_id        bigint NOT NULL ${PERSON.replace('%', 'person_id')},
    details          text NOT NULL CHECK (octet_length(details) <= 16384),
    expires_at       timestamptz NOT NULL ${until('expires_at')},
    used_at          timestamptz ${until('used_at')},
    token_id         uuid,
    token_expires_at timestamptz ${until('token_expires_at', '2 days')},
    family_id        bigint ${PERSON.replace('%', 'family_id')},
    replayed_at      timestamptz ${until('replayed_at')},
    PRIMARY KEY (side, code_hash)
  );
  ${ownRows('authorization_codes')}
  CREATE INDEX authorization_codes_expires_at_idx ON authorization_codes (expires_at);
  CREATE INDEX authorization_codes_person_idx ON authorization_codes (side, person_id);
  CREATE POLICY lasting ON authorization_codes AS RESTRICTIVE FOR DELETE TO ${APPLICATIONS}
    USING (expires_at < now() - interval '1 day');
  CREATE POLICY used_once ON authorization_codes AS RESTRICTIVE FOR UPDATE TO ${APPLICATIONS}
    USING (true) WITH CHECK (used_at IS NOT NULL);
  GRANT SELECT, INSERT (side, code_hash, client_id, person_id, details, expires_at),
    UPDATE (used_at, token_id, token_expires_at, family_id, replayed_at), DELETE
    ON authorization_codes TO ${APPLICATIONS};
`;

const CONSENTS = `
  CREATE TABLE consents (
    side       ${SIDE},
    client_id  ${CLIENT},
    person_id  bigint NOT NULL ${PERSON.replace('%', 'person_id')},
    scopes     text[] NOT NULL CHECK (
      cardinality(scopes) <= 200 AND octet_length(scopes::text) <= 16384
      AND CASE WHEN coalesce(array_ndims(scopes), 1) = 1
        THEN array_position(scopes, NULL) IS NULL ELSE false END),
    granted_at timestamptz NOT NULL DEFAULT now() ${until('granted_at')},
    PRIMARY KEY (side, person_id, client_id)
  );
  ${ownRows('consents')}
  GRANT SELECT, INSERT (side, client_id, person_id, scopes), UPDATE (scopes, granted_at), DELETE
    ON consents TO ${APPLICATIONS};
`;

/** The argument is the side. The rights of the owner let the back office delete a shopper's rows. */
function deaths(schema: string): string {
  return `
    CREATE FUNCTION forget_authorizations() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      DELETE FROM ${schema}.authorization_codes WHERE side = TG_ARGV[0] AND person_id = OLD.id;
      DELETE FROM ${schema}.consents WHERE side = TG_ARGV[0] AND person_id = OLD.id;
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION forget_authorizations() FROM PUBLIC;

    CREATE TRIGGER staff_users_authorizations AFTER DELETE ON staff_users
      FOR EACH ROW EXECUTE FUNCTION forget_authorizations('backoffice');
    CREATE TRIGGER customer_users_authorizations AFTER DELETE ON customer_users
      FOR EACH ROW EXECUTE FUNCTION forget_authorizations('storefront');
  `;
}

/** The condition is that of the view client_owners: the storefront sees no staff. */
const PROFILES = `
  CREATE VIEW person_profiles (side, id, username, email, given_name, family_name)
    WITH (security_barrier) AS
    SELECT 'backoffice', id, username, email, first_name, last_name FROM staff_users
    WHERE pg_has_role('latchkey_backoffice', 'USAGE') OR NOT row_security_active('staff_users')
    UNION ALL
    SELECT 'storefront', id, NULL, email, first_name, last_name FROM customer_users;
  GRANT SELECT ON person_profiles TO ${APPLICATIONS};
`;
