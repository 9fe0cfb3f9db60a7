import type { Accounts, Person } from '#audit';
import type { Database, Transaction } from '#database';

const TABLES = { users: 'staff_users', 'customer-users': 'customer_users' } as const;

/** The type of a person in the API of each side, and the prefix of the callers of that side. */
const SHOWN = {
  users: [['backoffice ', 'users']],
  'customer-users': [
    ['backoffice ', 'customer-users'],
    ['storefront ', 'users'],
  ],
} as const;

/** Data of people outside the audit trail. */
export class PeopleRepository implements Accounts {
  constructor(private readonly dataSource: Database['dataSource']) {}

  async hasAccount({ type, id }: Person): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT FROM ${TABLES[type]} WHERE id = $1`,
      [id],
    );
    return rows.length > 0;
  }

  /** Finds the addresses that an account of either side has, ignoring case. */
  async addressesAmong(emails: readonly string[], transaction: Transaction): Promise<string[]> {
    const rows = await transaction.query<{ email: string }[]>(
      `SELECT email FROM unnest($1::text[]) email WHERE lower(email) IN (
         SELECT lower(email) FROM staff_users UNION ALL SELECT lower(email) FROM customer_users)`,
      [emails],
    );
    return rows.map(({ email }) => email);
  }

  /** Clears responses stored for an Idempotency-Key, as triggers do when the person is deleted. */
  async deleteStoredResponses({ type, id }: Person): Promise<void> {
    for (const [caller, shown] of SHOWN[type]) {
      await this.dataSource.query(
        `UPDATE idempotent_requests SET request = '', status = NULL, body = NULL, holds = '{}'
         WHERE holds && ARRAY[$1] AND starts_with(caller, $2)`,
        [`${shown}/${id}`, caller],
      );
    }
  }
}
