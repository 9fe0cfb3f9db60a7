import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Limits every time in the database to those that the API can show, from the year 1 to 9999: a
 * stolen login wrote `infinity`, and processes could neither read nor withdraw the row. A migration
 * that adds a time column adds its limits; `test/e2e/bounded-rows.spec.ts` finds a column without
 * them.
 */
export class BoundedTimes1795392000084 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const { table, columns } of await timesOf(queryRunner)) {
      const bounds = columns.map((column) => `${column} >= ${FIRST} AND ${column} < ${END}`);
      const nearest = columns.map(
        (column) => `${column} = least(greatest(${column}, ${FIRST}), ${LAST})`,
      );
      const isBounded = bounds.join(' AND ');
      // The lock prevents new rows between the check of the rows and the constraint.
      await queryRunner.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      const [{ isOutside }] = (await queryRunner.query(
        `SELECT EXISTS (SELECT FROM ${table} WHERE NOT (${isBounded})) AS "isOutside"`,
      )) as [{ isOutside: boolean }];
      // Triggers would refuse to change keys and revocations. `infinity` becomes the year 9999.
      if (isOutside) {
        await queryRunner.query(`
          ALTER TABLE ${table} DISABLE TRIGGER USER;
          UPDATE ${table} SET ${nearest.join(', ')} WHERE NOT (${isBounded});
          ALTER TABLE ${table} ENABLE TRIGGER USER;
        `);
      }
      await queryRunner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${table}_times_bounded CHECK (${isBounded})`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of await timesOf(queryRunner)) {
      await queryRunner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_times_bounded`);
    }
  }
}

const FIRST = `'0001-01-01 00:00:00+00'`;
const LAST = `'9999-12-31 00:00:00+00'`;
const END = `'10000-01-01 00:00:00+00'`;

/** Tables with time columns, and these columns. */
async function timesOf(queryRunner: QueryRunner): Promise<{ table: string; columns: string[] }[]> {
  return queryRunner.query(`
    SELECT attrelid::regclass::text AS table,
      array_agg(quote_ident(attname) ORDER BY attnum) AS columns
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
      AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
      AND atttypid IN ('timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype)
    GROUP BY attrelid ORDER BY 1`) as Promise<{ table: string; columns: string[] }[]>;
}
