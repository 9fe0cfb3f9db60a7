import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Deletes a stored response for an `Idempotency-Key` together with the person whom it shows.
 *
 * `holds` lists the resources with attributes in the body, as `type/id`. A trigger writes it, so it
 * is correct for existing responses, and for those of a process of an older version. Triggers on
 * the tables of people delete the responses, with the rights of the owner: the storefront may
 * delete a person whom a response of the back office shows, but may not read that response.
 *
 * The key remains without status and body until it expires, so that a repeated request is not
 * executed, which would create the person again.
 */
export class ForgottenAnswers1795392000060 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);

    await queryRunner.query(`
      ALTER TABLE idempotent_requests ADD COLUMN holds text[] NOT NULL DEFAULT '{}';
      CREATE INDEX idempotent_requests_holds_idx ON idempotent_requests USING gin (holds);

      CREATE FUNCTION note_held_resources() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        NEW.holds := ARRAY(
          SELECT DISTINCT (resource ->> 'type') || '/' || (resource ->> 'id')
          FROM jsonb_path_query(NEW.body::jsonb,
            'strict $.** ? (exists (@.type) && exists (@.id) && exists (@.attributes))') resource);
        RETURN NEW;
      END $$;

      CREATE TRIGGER note_held_resources BEFORE INSERT OR UPDATE ON idempotent_requests
        FOR EACH ROW EXECUTE FUNCTION note_held_resources();
      UPDATE idempotent_requests SET body = body;

      CREATE FUNCTION forget_answers() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        UPDATE ${schema}.idempotent_requests SET request = '', status = NULL, body = NULL
        WHERE holds && ARRAY(SELECT TG_ARGV[1] || '/' || id FROM deleted)
          AND starts_with(caller, TG_ARGV[0] || ' ');
        RETURN NULL;
      END $$;

      REVOKE ALL ON FUNCTION note_held_resources(), forget_answers() FROM PUBLIC;

      ${PEOPLE.map(trigger).join('')}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${PEOPLE.map(([table, side]) => `DROP TRIGGER forget_answers_${side} ON ${table};`).join('')}
      DROP FUNCTION forget_answers();
      DROP TRIGGER note_held_resources ON idempotent_requests;
      DROP FUNCTION note_held_resources();
      ALTER TABLE idempotent_requests DROP COLUMN holds;
    `);
  }
}

/** Returns the quoted name of the schema that a migration changes, for functions that name it. */
export async function schemaOf(queryRunner: QueryRunner): Promise<string> {
  const sql = 'SELECT quote_ident(current_schema()) AS schema';
  const [{ schema }] = (await queryRunner.query(sql)) as [{ schema: string }];
  return schema;
}

/** A table, and the resource type of its rows in the API of an application. */
const PEOPLE = [
  ['staff_users', 'backoffice', 'users'],
  ['customer_users', 'backoffice', 'customer-users'],
  ['customer_users', 'storefront', 'users'],
] as const;

function trigger([table, side, type]: (typeof PEOPLE)[number]): string {
  return `
    CREATE TRIGGER forget_answers_${side} AFTER DELETE ON ${table}
      REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT
      EXECUTE FUNCTION forget_answers('${side}', '${type}');
  `;
}
