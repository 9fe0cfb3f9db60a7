import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf } from './1795392000008-roles.js';

/**
 * Prevents a stolen login from giving one client or member of staff so many rows that a process
 * exits when it reads them, or a row with an id or time that no command accepts.
 * `test/e2e/bounded-rows.spec.ts` tests the limits.
 *
 * - A client with more than 100 secrets keeps those that were used last. A member of staff with more
 *   than 1000 roles keeps those with the lowest ids.
 * - Rows with an id outside of 1 to 10^18 - 1 stay and cannot be changed: the limit is for new rows.
 * - A future time before which all tokens are revoked becomes the present, also in a row that a
 *   login writes later. Usage in the future is deleted.
 */
export class BoundedRowsOfOne1795392000088 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    // The lock prevents new invalid rows while this runs.
    await queryRunner.query(`
      LOCK TABLE oauth_clients, oauth_client_secrets, client_usage, roles, staff_users,
        staff_user_roles, customers, customer_users IN ACCESS EXCLUSIVE MODE;

      DELETE FROM oauth_client_secrets secret USING (
        SELECT id, row_number() OVER (PARTITION BY client_id
          ORDER BY last_used_at DESC NULLS LAST, created_at DESC, id) AS place
        FROM oauth_client_secrets) ranked
      WHERE ranked.id = secret.id AND place > ${MAX_SECRETS};
      DELETE FROM staff_user_roles given USING (
        SELECT user_id, role_id, row_number() OVER (PARTITION BY user_id ORDER BY role_id) AS place
        FROM staff_user_roles) ranked
      WHERE (ranked.user_id, ranked.role_id) = (given.user_id, given.role_id)
        AND place > ${MAX_ROLES};
      DELETE FROM client_usage WHERE NOT (${PRESENT});
      ALTER TABLE client_usage ADD CONSTRAINT client_usage_present CHECK (${PRESENT});

      ${bound(schema, SECRETS)}
      ${bound(schema, ROLES)}

      CREATE FUNCTION cut_revocation_of_all() RETURNS trigger LANGUAGE plpgsql
        SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        NEW.tokens_valid_after := least(NEW.tokens_valid_after, clock_timestamp());
        RETURN NEW;
      END $$;
      REVOKE ALL ON FUNCTION cut_revocation_of_all() FROM PUBLIC;
      CREATE TRIGGER cut_revocation_of_all BEFORE INSERT OR UPDATE OF tokens_valid_after
        ON oauth_clients FOR EACH ROW WHEN (NEW.tokens_valid_after IS NOT NULL)
        EXECUTE FUNCTION cut_revocation_of_all();
      UPDATE oauth_clients SET tokens_valid_after = tokens_valid_after
        WHERE tokens_valid_after > clock_timestamp();
    `);
    for (const table of PEOPLE_AND_THEIRS) {
      await queryRunner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${table}_id_bounded CHECK (${ID}) NOT VALID`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of PEOPLE_AND_THEIRS) {
      await queryRunner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_id_bounded`);
    }
    await queryRunner.query(`
      DROP TRIGGER cut_revocation_of_all ON oauth_clients;
      DROP FUNCTION cut_revocation_of_all();
      DROP TRIGGER bound_oauth_client_secrets ON oauth_client_secrets;
      DROP FUNCTION bound_oauth_client_secrets();
      DROP TRIGGER bound_staff_user_roles ON staff_user_roles;
      DROP FUNCTION bound_staff_user_roles();
      ALTER TABLE client_usage DROP CONSTRAINT client_usage_present;
    `);
  }
}

/** Secrets of a client: the API allows 5 live ones, and keeps some that have ended. */
const MAX_SECRETS = 100;

/** Roles of a member of staff: each has at most 16 KiB of scopes. */
const MAX_ROLES = 1000;

/** An hour up to 25 hours ahead, from a clock that is fast, counts as the present. */
const PRESENT = `hour <= now() + interval '25 hours'`;

const ID = 'id BETWEEN 1 AND 999999999999999999';

const PEOPLE_AND_THEIRS = ['roles', 'staff_users', 'customers', 'customer_users'];

export interface Bound {
  table: string;
  /** Column that groups the rows, such as the client of a secret; each group has a maximum. */
  owner: string;
  most: number;
}

export const SECRETS: Bound = {
  table: 'oauth_client_secrets',
  owner: 'client_id',
  most: MAX_SECRETS,
};

export const ROLES: Bound = { table: 'staff_user_roles', owner: 'user_id', most: MAX_ROLES };

function bound(schema: string, { table, owner, most }: Bound): string {
  return `
    CREATE FUNCTION bound_${table}() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    ${countRows(schema, { table, owner, most })} $$;
    REVOKE ALL ON FUNCTION bound_${table}() FROM PUBLIC;
    CREATE TRIGGER bound_${table} BEFORE INSERT OR UPDATE OF ${owner} ON ${table}
      FOR EACH ROW EXECUTE FUNCTION bound_${table}();
  `;
}

/** Returns the body of the trigger of a bound, with statements that come first. */
export function countRows(schema: string, { table, owner, most }: Bound, statements = ''): string {
  return `BEGIN
      ${statements}
      -- A row trigger sees the rows that the same statement has written before.
      IF (SELECT count(*) FROM (
          SELECT FROM ${schema}.${table} WHERE ${owner} = NEW.${owner} LIMIT ${most}) held) = ${most}
      THEN
        RAISE check_violation USING MESSAGE =
          format('%s %s already has ${most} rows in ${table}', '${owner}', NEW.${owner});
      END IF;
      RETURN NEW;
    END`;
}
