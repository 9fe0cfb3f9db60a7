import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Prevents a stolen login from stopping an application with a number or a list. Counts stay far
 * below the maximum of their type, so an addition never overflows. A trigger reduces larger counts,
 * because an addition to the largest allowed value would violate a CHECK. Lists have neither NULL
 * members nor nested lists.
 *
 * Existing counts are reduced. Existing lists lose their NULL members, and nested lists are
 * flattened. A client that is left without a network cannot call from any address, because an empty
 * list would mean every network. Stored responses that no process could send are deleted.
 * `test/e2e/bounded-rows.spec.ts` finds a column without a limit.
 */
export class BoundedCountsAndLists1795392000087 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // The lock prevents new invalid rows while this runs.
    await queryRunner.query(`LOCK TABLE ${TABLES.join(', ')} IN ACCESS EXCLUSIVE MODE`);
    for (const [table, columns] of Object.entries(COUNTS)) {
      await queryRunner.query(cutCounts(table, columns));
    }
    await queryRunner.query(`
      DELETE FROM idempotent_requests WHERE NOT (${plain('holds')}) OR NOT (${SENDABLE});
      ALTER TABLE idempotent_requests
        ADD CONSTRAINT idempotent_requests_status_sendable CHECK (${SENDABLE});
    `);
    for (const [table, columns] of Object.entries(LISTS)) {
      for (const column of columns) await queryRunner.query(mend(table, column));
      await queryRunner.query(`
        ALTER TABLE ${table} ADD CONSTRAINT ${table}_lists_plain
          CHECK (${columns.map(plain).join(' AND ')})
      `);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(COUNTS)) {
      await queryRunner.query(`
        DROP TRIGGER ${table}_cut ON ${table};
        DROP FUNCTION cut_${table}();
      `);
    }
    for (const table of Object.keys(LISTS)) {
      await queryRunner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_lists_plain`);
    }
    await queryRunner.query(
      'ALTER TABLE idempotent_requests DROP CONSTRAINT idempotent_requests_status_sendable',
    );
  }
}

/** Limit of an `integer`, whose maximum is more than twice as large. */
const MOST = 1_000_000_000;

/** Limit of a `bigint`; JavaScript counts exactly to nine times as much. */
export const MAX_OF_BIGINT = 1_000_000_000_000_000;

/** Columns that Latchkey's statements add to, each with its maximum. */
const COUNTS: Record<string, Readonly<Record<string, number>>> = {
  oauth_client_secrets: { use_count: MAX_OF_BIGINT },
  client_usage: { tokens_issued: MOST, api_calls: MOST, denials: MOST },
  client_scope_usage: { uses: MAX_OF_BIGINT },
  failed_attempts: { points: MOST },
};

const LISTS: Record<string, readonly string[]> = {
  oauth_clients: ['scopes', 'allowed_networks'],
  roles: ['scopes'],
  instances: ['keys'],
  idempotent_requests: ['holds'],
};

/** Tables in the order in which processes lock them. */
const TABLES = [
  'oauth_clients',
  ...Object.keys(COUNTS),
  'roles',
  'instances',
  'idempotent_requests',
];

/** Condition: the status is one that an HTTP server can send. */
const SENDABLE = 'status IS NULL OR status BETWEEN 200 AND 599';

/** A network without callers (RFC 919 §7). */
const NOWHERE = '255.255.255.255/32';

/** Creates the trigger that keeps counts of a table between 0 and a maximum. */
export function cutCounts(table: string, columns: Readonly<Record<string, number>>): string {
  const entries = Object.entries(columns);
  const cut = entries.map(
    ([name, most]) => `NEW.${name} := least(greatest(NEW.${name}, 0), ${most});`,
  );
  const isOutside = (row: string) =>
    entries.map(([name, most]) => `${row}${name} NOT BETWEEN 0 AND ${most}`).join(' OR ');
  const [[first]] = entries as [[string, number]];
  return `
    CREATE FUNCTION cut_${table}() RETURNS trigger LANGUAGE plpgsql
      SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      ${cut.join('\n')}
      RETURN NEW;
    END $$;
    REVOKE ALL ON FUNCTION cut_${table}() FROM PUBLIC;
    CREATE TRIGGER ${table}_cut BEFORE INSERT OR UPDATE ON ${table}
      FOR EACH ROW WHEN (${isOutside('NEW.')}) EXECUTE FUNCTION cut_${table}();
    UPDATE ${table} SET ${first} = ${first} WHERE ${isOutside('')};
  `;
}

/** `array_position` fails for a list of lists, and only CASE guarantees the order of evaluation. */
function plain(column: string): string {
  return `CASE WHEN coalesce(array_ndims(${column}), 1) = 1
    THEN array_position(${column}, NULL) IS NULL ELSE false END`;
}

function mend(table: string, column: string): string {
  const members = `ARRAY(SELECT member FROM unnest(${column}) member WHERE member IS NOT NULL)`;
  const left =
    column === 'allowed_networks' ? `coalesce(nullif(${members}, '{}'), '{${NOWHERE}}')` : members;
  return `UPDATE ${table} SET ${column} = ${left} WHERE NOT (${plain(column)})`;
}
