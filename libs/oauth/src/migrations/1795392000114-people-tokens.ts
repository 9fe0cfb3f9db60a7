import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf } from './1795392000020-signing-key-authentication.js';

/**
 * Revokes all tokens of a person who is signed in, and notifies every process of a change of a
 * person: on the channel `people_` and the side, with the id of the person, or `*` for all.
 */
export class PeopleTokens1795392000114 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    await queryRunner.query(TABLE);
    await queryRunner.query(CUT);
    await queryRunner.query(deaths(schema));
    await queryRunner.query(notifications(schema));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    await queryRunner.query(`
      ${earlierNotifications(schema)}
      DROP FUNCTION forget_person_tokens CASCADE;
      DROP TABLE people_tokens;
      DROP FUNCTION notify_person_changed, cut_people_tokens;
    `);
  }
}

/**
 * A person has no row until their tokens are revoked. There is no foreign key, because the people of
 * the two sides are in different tables.
 */
const TABLE = `
  CREATE TABLE people_tokens (
    side               text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
    person_id          bigint NOT NULL,
    tokens_valid_after timestamptz NOT NULL,
    PRIMARY KEY (side, person_id),
    CONSTRAINT people_tokens_times_bounded CHECK (
      tokens_valid_after >= '0001-01-01 00:00:00+00' AND tokens_valid_after < '10000-01-01 00:00:00+00')
  );

  ALTER TABLE people_tokens ENABLE ROW LEVEL SECURITY;
  CREATE POLICY backoffice ON people_tokens TO latchkey_backoffice USING (true);
  CREATE POLICY storefront ON people_tokens TO latchkey_storefront USING (side = 'storefront');
  GRANT SELECT, INSERT, UPDATE (tokens_valid_after)
    ON people_tokens TO latchkey_backoffice, latchkey_storefront;
`;

/** A revocation is not in the future, which would reject later tokens, and no login withdraws it. */
const CUT = `
  CREATE FUNCTION cut_people_tokens() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    NEW.tokens_valid_after := least(NEW.tokens_valid_after, clock_timestamp());
    IF TG_OP = 'UPDATE' THEN
      NEW.tokens_valid_after := greatest(NEW.tokens_valid_after, OLD.tokens_valid_after);
    END IF;
    RETURN NEW;
  END $$;
  REVOKE ALL ON FUNCTION cut_people_tokens() FROM PUBLIC;

  CREATE TRIGGER people_tokens_cut BEFORE INSERT OR UPDATE ON people_tokens
    FOR EACH ROW EXECUTE FUNCTION cut_people_tokens();
`;

const DEFINER = 'LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp';

/** The argument of the trigger function is the side. Logins may not delete these rows. */
function deaths(schema: string): string {
  return `
    CREATE FUNCTION forget_person_tokens() RETURNS trigger ${DEFINER} AS $$
    BEGIN
      DELETE FROM ${schema}.people_tokens
        WHERE side = TG_ARGV[0] AND (TG_OP = 'TRUNCATE' OR person_id = OLD.id);
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION forget_person_tokens() FROM PUBLIC;

    ${triggers('staff_users', 'backoffice')}
    ${triggers('customer_users', 'storefront')}
  `;
}

function triggers(table: string, side: string): string {
  const forget = `forget_person_tokens('${side}')`;
  return `
    CREATE TRIGGER ${table}_forgotten AFTER DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION ${forget};
    CREATE TRIGGER ${table}_all_forgotten AFTER TRUNCATE ON ${table}
      EXECUTE FUNCTION ${forget};`;
}

/** The triggers for owners of clients already fire for all changes of people and their roles. */
function notifications(schema: string): string {
  const insert = `INSERT INTO ${schema}.changes (side, channel, payload)`;
  return `
    CREATE OR REPLACE FUNCTION notify_owner_changed() RETURNS trigger ${DEFINER} AS $$
    DECLARE
      before bigint := (to_jsonb(OLD) ->> TG_ARGV[1])::bigint;
      after bigint := (to_jsonb(NEW) ->> TG_ARGV[1])::bigint;
    BEGIN
      ${insert} SELECT side, 'clients_' || side, client_id::text FROM ${schema}.oauth_clients
        WHERE side = TG_ARGV[0] AND owner_id IN (before, after)
        ON CONFLICT DO NOTHING;
      ${insert} SELECT TG_ARGV[0], 'people_' || TG_ARGV[0], id::text
        FROM unnest(ARRAY[before, after]) id WHERE id IS NOT NULL
        ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;

    CREATE OR REPLACE FUNCTION notify_everything_changed() RETURNS trigger ${DEFINER} AS $$
    BEGIN
      ${insert} SELECT side, channel || side, '*'
        FROM unnest(ARRAY['backoffice', 'storefront']) side, unnest(ARRAY['clients_', 'people_']) channel
        ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;

    CREATE FUNCTION notify_person_changed() RETURNS trigger ${DEFINER} AS $$
    BEGIN
      ${insert} SELECT side, 'people_' || side, person_id::text
        FROM (VALUES (OLD.side, OLD.person_id), (NEW.side, NEW.person_id)) person (side, person_id)
        WHERE side IS NOT NULL
        ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION notify_person_changed() FROM PUBLIC;

    CREATE TRIGGER people_tokens_changed AFTER INSERT OR UPDATE OR DELETE ON people_tokens
      FOR EACH ROW EXECUTE FUNCTION notify_person_changed();
  `;
}

/** The trigger functions from the earlier migrations. */
function earlierNotifications(schema: string): string {
  const insert = `INSERT INTO ${schema}.changes (side, channel, payload)`;
  return `
    CREATE OR REPLACE FUNCTION notify_owner_changed() RETURNS trigger ${DEFINER} AS $$
    BEGIN
      ${insert} SELECT side, 'clients_' || side, client_id::text FROM ${schema}.oauth_clients
        WHERE side = TG_ARGV[0] AND owner_id IN (
          (to_jsonb(OLD) ->> TG_ARGV[1])::bigint, (to_jsonb(NEW) ->> TG_ARGV[1])::bigint)
        ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;

    CREATE OR REPLACE FUNCTION notify_everything_changed() RETURNS trigger ${DEFINER} AS $$
    BEGIN
      ${insert} VALUES ('backoffice', 'clients_backoffice', '*'),
        ('storefront', 'clients_storefront', '*') ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;
  `;
}
