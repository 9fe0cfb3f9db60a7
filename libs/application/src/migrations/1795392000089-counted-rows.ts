import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf } from './1795392000008-roles.js';
import { type Bound, countRows, ROLES, SECRETS } from './1795392000088-bounded-rows-of-one.js';

/**
 * Makes the bounds of secrets, roles and signing keys hold against concurrent transactions. Each of
 * them counts the rows in its own snapshot, so together they could add many more than the bound.
 * Transactions that add rows now do so one after the other, and see what the one before committed.
 *
 * `test/e2e/bounded-rows.spec.ts` tests it.
 */
export class CountedRows1795392000089 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    await queryRunner.query(`
      LOCK TABLE oauth_client_secrets, staff_user_roles, signing_keys IN SHARE ROW EXCLUSIVE MODE;

      ${replaceBound(schema, SECRETS, lockCount(SECRETS.table, SECRETS.owner))}
      ${replaceBound(schema, ROLES, lockCount(ROLES.table, ROLES.owner))}

      CREATE FUNCTION count_signing_keys() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        -- note_signing_key() counts after this.
        ${lockCount('signing_keys', 'side')}
        RETURN NEW;
      END $$;
      REVOKE ALL ON FUNCTION count_signing_keys() FROM PUBLIC;
      CREATE TRIGGER count_signing_keys BEFORE INSERT ON signing_keys
        FOR EACH ROW EXECUTE FUNCTION count_signing_keys();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    await queryRunner.query(`
      DROP TRIGGER count_signing_keys ON signing_keys;
      DROP FUNCTION count_signing_keys();
      ${replaceBound(schema, SECRETS)}
      ${replaceBound(schema, ROLES)}
    `);
  }
}

function replaceBound(schema: string, bound: Bound, statements = ''): string {
  return `
    CREATE OR REPLACE FUNCTION bound_${bound.table}() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    ${countRows(schema, bound, statements)} $$;
  `;
}

/**
 * Locks of one table. One lock for each client would fill the lock table of the server when a
 * transaction adds rows of some ten thousand clients.
 */
const LOCKS = 1024;

/** Waits for other transactions that add rows of this owner, or of one with the same lock. */
function lockCount(table: string, owner: string): string {
  return `
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
      RAISE invalid_transaction_state USING MESSAGE =
        'rows that are counted are added in transactions that read what others have committed';
    END IF;
    PERFORM pg_advisory_xact_lock(
      hashtext('${table}'), hashtext(NEW.${owner}::text) & ${LOCKS - 1});
  `;
}
