import { Client } from 'pg';
import type { TestDatabase } from './database.js';

/** Any two numbers: no other code uses advisory locks with two numbers. */
const LOCK = '49, 49';

/**
 * Delays each statement of an application that reads `customer_users` while a client of `hold` is
 * open. A lock on the table would delay only the first statement of a transaction.
 */
export async function withHeldStatements(
  database: TestDatabase,
  work: (hold: () => Promise<Client>) => Promise<void>,
): Promise<void> {
  const clients: Client[] = [];
  await database.query(
    `CREATE FUNCTION held() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
       PERFORM pg_advisory_lock_shared(${LOCK});
       PERFORM pg_advisory_unlock_shared(${LOCK});
       RETURN true;
     END $$;
     CREATE POLICY held ON customer_users AS RESTRICTIVE USING (held());
     INSERT INTO customer_users (email, first_name, last_name) VALUES ('held@example.com', 'A', 'B')`,
  );
  try {
    await work(async () => {
      const client = new Client(database.url);
      clients.push(client);
      await client.connect();
      await client.query(`SELECT pg_advisory_lock(${LOCK})`);
      return client;
    });
  } finally {
    await Promise.all(clients.map(async (client) => client.end()));
    await database.query(
      `DELETE FROM customer_users WHERE email = 'held@example.com';
       DROP POLICY held ON customer_users;
       DROP FUNCTION held`,
    );
  }
}
