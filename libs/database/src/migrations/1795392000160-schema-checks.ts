import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets the applications check the schema at their start. They read the names of the migrations, and
 * they see that triggers have an effect: the trigger of each row marks a row of `trigger_checks`, and
 * that of each statement deletes it.
 */
export class SchemaChecks1795392000160 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [{ schema }] = (await queryRunner.query(
      'SELECT quote_ident(current_schema()) AS schema',
    )) as [{ schema: string }];
    await queryRunner.query(`
      GRANT SELECT ON migrations TO latchkey_backoffice, latchkey_storefront;
      CREATE POLICY names ON migrations FOR SELECT
        TO latchkey_backoffice, latchkey_storefront USING (true);

      CREATE TABLE trigger_checks (fired boolean NOT NULL DEFAULT false);
      CREATE FUNCTION mark_trigger_check() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.fired := true;
        RETURN NEW;
      END $$;
      CREATE FUNCTION delete_trigger_checks() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        DELETE FROM ${schema}.trigger_checks;
        RETURN NULL;
      END $$;
      REVOKE ALL ON FUNCTION mark_trigger_check(), delete_trigger_checks() FROM PUBLIC;
      CREATE TRIGGER trigger_checks_row BEFORE INSERT ON trigger_checks
        FOR EACH ROW EXECUTE FUNCTION mark_trigger_check();
      CREATE TRIGGER trigger_checks_statement AFTER INSERT ON trigger_checks
        FOR EACH STATEMENT EXECUTE FUNCTION delete_trigger_checks();
      ALTER TABLE trigger_checks ENABLE ROW LEVEL SECURITY;
      CREATE POLICY checks ON trigger_checks TO latchkey_backoffice, latchkey_storefront
        USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT ON trigger_checks TO latchkey_backoffice, latchkey_storefront;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE trigger_checks;
      DROP FUNCTION mark_trigger_check, delete_trigger_checks;
      DROP POLICY names ON migrations;
      REVOKE SELECT ON migrations FROM latchkey_backoffice, latchkey_storefront;
    `);
  }
}
