import type { Person } from '#audit';
import type { Database } from '#database';

const TABLES = { users: 'staff_users', 'customer-users': 'customer_users' } as const;

/** As what the API of each side shows a person, with the beginning of the callers of that side. */
const SHOWN = {
  users: [['backoffice ', 'users']],
  'customer-users': [
    ['backoffice ', 'customer-users'],
    ['storefront ', 'users'],
  ],
} as const;

/** What the database has of a person beside the audit trail. */
export class PeopleRepository {
  constructor(private readonly dataSource: Database['dataSource']) {}

  async hasAccount({ type, id }: Person): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT FROM ${TABLES[type]} WHERE id = $1`,
      [id],
    );
    return rows.length > 0;
  }

  /** Answers to requests with an Idempotency-Key, as triggers do it when the person is deleted. */
  async forgetAnswers({ type, id }: Person): Promise<void> {
    for (const [caller, shown] of SHOWN[type]) {
      await this.dataSource.query(
        `UPDATE idempotent_requests SET request = '', status = NULL, body = NULL
         WHERE holds && ARRAY[$1] AND starts_with(caller, $2)`,
        [`${shown}/${id}`, caller],
      );
    }
  }
}
