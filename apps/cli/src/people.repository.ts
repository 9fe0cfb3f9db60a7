import type { Person } from '#audit';
import type { Database } from '#database';

const TABLES = { users: 'staff_users', 'customer-users': 'customer_users' } as const;

/** The type of a person in the API of each side, and the prefix of the callers of that side. */
const SHOWN = {
  users: [['backoffice ', 'users']],
  'customer-users': [
    ['backoffice ', 'customer-users'],
    ['storefront ', 'users'],
  ],
} as const;

/** Rows of a person outside the audit trail. */
export class PeopleRepository {
  constructor(private readonly dataSource: Database['dataSource']) {}

  async hasAccount({ type, id }: Person): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT FROM ${TABLES[type]} WHERE id = $1`,
      [id],
    );
    return rows.length > 0;
  }

  /** Empties answers kept for an Idempotency-Key, as triggers do when the person is deleted. */
  async forgetAnswers({ type, id }: Person): Promise<void> {
    for (const [caller, shown] of SHOWN[type]) {
      await this.dataSource.query(
        `UPDATE idempotent_requests SET request = '', status = NULL, body = NULL, holds = '{}'
         WHERE holds && ARRAY[$1] AND starts_with(caller, $2)`,
        [`${shown}/${id}`, caller],
      );
    }
  }
}
