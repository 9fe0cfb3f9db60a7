import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stores texts that people type in Unicode NFC, so that `é` as one character and as two characters
 * is the same text, for unique indexes too. Existing rows are composed here. When two of them would
 * become equal, the migration changes nothing, and the message names the rows.
 */
export class NormalTexts1795392000081 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // In other encodings the condition raises an error, and they cannot store decomposed text.
    if (!(await isUnicode(queryRunner))) return;
    const tables = Object.keys(TEXTS).join(', ');
    await queryRunner.query(`LOCK TABLE ${tables} IN SHARE ROW EXCLUSIVE MODE`);
    for (const unique of UNIQUE) await queryRunner.query(refuseTwins(unique));
    for (const [table, columns] of Object.entries(TEXTS)) {
      await queryRunner.query(compose(table, columns));
      await queryRunner.query(`ALTER TABLE ${table} ${columns.map(check(table)).join(', ')}`);
    }
  }

  /** Removes the checks; composed texts stay composed. */
  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TEXTS)) {
      const checks = columns.map((column) => `DROP CONSTRAINT IF EXISTS ${nameOf(table, column)}`);
      await queryRunner.query(`ALTER TABLE ${table} ${checks.join(', ')}`);
    }
  }
}

const PERSON = ['email', 'name_prefix', 'first_name', 'middle_name', 'last_name', 'name_suffix'];

/** Columns of texts that people type. */
const TEXTS: Record<string, readonly string[]> = {
  staff_users: ['username', ...PERSON, 'phone', 'title'],
  customer_users: PERSON,
  customers: ['name', 'description'],
  roles: ['name', 'description'],
  oauth_clients: ['name', 'description', 'contact'],
  oauth_client_secrets: ['label'],
};

interface Unique {
  table: string;
  id: string;
  column: string;

  /** The key of the unique index; `%` is the column. */
  key: string;
}

const UNIQUE: readonly Unique[] = [
  { table: 'staff_users', id: 'id', column: 'username', key: 'lower(%)' },
  { table: 'staff_users', id: 'id', column: 'email', key: 'lower(%)' },
  { table: 'customer_users', id: 'id', column: 'email', key: 'lower(%)' },
  { table: 'roles', id: 'id', column: 'name', key: 'lower(%)' },
  {
    table: 'oauth_clients',
    id: 'client_id',
    column: 'name',
    key: 'side, coalesce(owner_id, 0), %',
  },
];

/** Maximum groups of rows with the same text that a message names, for each table. */
const MAX_NAMED = 10;

/** Names ids and no texts, because the message is logged. */
function refuseTwins({ table, id, column, key }: Unique): string {
  const normal = key.replace('%', `normalize(${column}, NFC)`);
  return `
    DO $$ DECLARE twins text; BEGIN
      SELECT string_agg(ids, '; ') INTO twins FROM (
        SELECT string_agg(${id}::text, ', ' ORDER BY ${id}) AS ids FROM ${table}
        GROUP BY ${normal} HAVING count(*) > 1 ORDER BY 1 LIMIT ${MAX_NAMED}) found;
      IF twins IS NOT NULL THEN
        RAISE unique_violation USING MESSAGE = format('rows of ${table} have the same ${column} '
          'in Unicode NFC, and differ only in how their characters are composed (${id}): %s. '
          'Change or delete all but one of each, and then migrate again', twins);
      END IF;
    END $$`;
}

function compose(table: string, columns: readonly string[]): string {
  const set = columns.map((column) => `${column} = normalize(${column}, NFC)`);
  const other = columns.map((column) => `${column} IS NOT NFC NORMALIZED`);
  return `UPDATE ${table} SET ${set.join(', ')} WHERE ${other.join(' OR ')}`;
}

function check(table: string): (column: string) => string {
  return (column) => `ADD CONSTRAINT ${nameOf(table, column)} CHECK (${column} IS NFC NORMALIZED)`;
}

function nameOf(table: string, column: string): string {
  return `${table}_${column}_normal`;
}

async function isUnicode(queryRunner: QueryRunner): Promise<boolean> {
  const [{ encoding }] = (await queryRunner.query('SELECT getdatabaseencoding() AS encoding')) as [
    { encoding: string },
  ];
  return encoding === 'UTF8';
}
