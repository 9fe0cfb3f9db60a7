import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Notifies of an update of a person only when one of these columns has another value. An update
 * writes every column that its request contains, so it may write one without a change. Each
 * notification makes every process read the clients of the person again.
 */
export class ComparedOwners1795392000096 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const owner of OWNERS) await queryRunner.query(compared(owner));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const owner of OWNERS) await queryRunner.query(uncompared(owner));
  }
}

interface Owner {
  table: string;
  side: string;
  columns: readonly string[];
}

/** The columns on which the access of a person's clients depends. */
const OWNERS: readonly Owner[] = [
  { table: 'staff_users', side: 'backoffice', columns: ['id', 'enabled'] },
  {
    table: 'customer_users',
    side: 'storefront',
    columns: ['id', 'email', 'enabled', 'confirmed', 'role'],
  },
];

function compared({ table, side, columns }: Owner): string {
  const row = (alias: string) => columns.map((column) => `${alias}.${column}`).join(', ');
  return `
    DROP TRIGGER ${table}_owner_changed ON ${table};
    CREATE TRIGGER ${table}_owner_changed AFTER UPDATE ON ${table} FOR EACH ROW
      WHEN ((${row('OLD')}) IS DISTINCT FROM (${row('NEW')}))
      EXECUTE FUNCTION notify_owner_changed('${side}', 'id');
    CREATE TRIGGER ${table}_owner_deleted AFTER DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION notify_owner_changed('${side}', 'id');
  `;
}

function uncompared({ table, side, columns }: Owner): string {
  return `
    DROP TRIGGER ${table}_owner_deleted ON ${table};
    DROP TRIGGER ${table}_owner_changed ON ${table};
    CREATE TRIGGER ${table}_owner_changed
      AFTER DELETE OR UPDATE OF ${columns.join(', ')} ON ${table}
      FOR EACH ROW EXECUTE FUNCTION notify_owner_changed('${side}', 'id');
  `;
}
