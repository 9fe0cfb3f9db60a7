import { hash } from '@node-rs/argon2';
import type { Config } from '#config';
import type { Side } from '#oauth';
import type { TestDatabase } from './database.js';

/** A person who can sign in with a password. */
export interface TestPerson {
  id: string;
  email: string;
  /** Null at the storefront, whose people have none. */
  username: string | null;
  password: string;
}

/** A cost with which a hash takes some milliseconds. */
export const CHEAP = { memory: 8192, passes: 1 };

/** Makes the hashes of an application cheap. */
export function cheapHashes(config: Config): void {
  Object.assign(config.signIn.passwords, CHEAP);
}

let made = 0;

/** Adds a member of staff or a person with an account, with a password. */
export async function createPerson(
  database: TestDatabase,
  side: Side,
  { password = 'Copper kettles sing at dawn', email = '', hasPassword = true } = {},
): Promise<TestPerson> {
  made += 1;
  const name = `person${made}-${side}`;
  const address = email || `${name}@example.com`;
  const [row] = await database.query(
    side === 'backoffice'
      ? `INSERT INTO staff_users (username, email, first_name, last_name)
         VALUES ($2, $1, 'Ada', 'Lovelace') RETURNING id::text`
      : `INSERT INTO customer_users (email, first_name, last_name)
         VALUES ($1, 'Ada', 'Lovelace') RETURNING id::text`,
    side === 'backoffice' ? [address, name] : [address],
  );
  const id = row!.id as string;
  if (hasPassword) await setPassword(database, { side, id, password });
  return { id, email: address, username: side === 'backoffice' ? name : null, password };
}

export async function setPassword(
  database: TestDatabase,
  { side, id, password }: { side: Side; id: string; password: string },
): Promise<void> {
  const { memory, passes } = CHEAP;
  const cost = { memoryCost: memory, timeCost: passes, parallelism: 1 };
  await database.query('INSERT INTO passwords (side, person_id, hash) VALUES ($1, $2, $3)', [
    side,
    id,
    await hash(password.normalize('NFC'), cost),
  ]);
}
