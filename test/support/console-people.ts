import type { Page } from 'playwright-core';
import type { TestDatabase } from './database.js';

type Database = Pick<TestDatabase, 'query'>;

let last = 0;

/** A member of staff or a person with an account, with a name that a list finds. */
export interface NamedPerson {
  id: string;
  name: string;
  email: string;
}

/** Adds a member of staff with these names, and maybe one role of these scopes. */
export async function staffNamed(
  { query }: Database,
  name: string,
  scopes?: string,
): Promise<NamedPerson> {
  last += 1;
  const [first, family] = name.split(' ');
  const username = `${first}${last}`.toLowerCase();
  const [row] = await query(
    `INSERT INTO staff_users (username, email, first_name, last_name)
     VALUES ($1, $1 || '@staff.example', $2, $3) RETURNING id::text, email`,
    [username, first, family],
  );
  const id = String(row!.id);
  if (scopes !== undefined)
    await giveRole({ query }, id, await roleNamed({ query }, `role of ${username}`, scopes));
  return { id, name, email: String(row!.email) };
}

/** Adds a role; scopes are separated by spaces. */
export async function roleNamed(
  { query }: Database,
  name: string,
  scopes: string,
): Promise<string> {
  const [row] = await query(
    `INSERT INTO roles (name, scopes) VALUES ($1, string_to_array($2, ' ')) RETURNING id::text`,
    [name, scopes],
  );
  return String(row!.id);
}

export async function giveRole({ query }: Database, userId: string, roleId: string): Promise<void> {
  await query('INSERT INTO staff_user_roles (user_id, role_id) VALUES ($1, $2)', [userId, roleId]);
}

/** Adds a person with an account, maybe of a company. */
export async function accountNamed(
  { query }: Database,
  name: string,
  customerId: string | null = null,
): Promise<NamedPerson> {
  last += 1;
  const [first, family] = name.split(' ');
  const [row] = await query(
    `INSERT INTO customer_users (email, first_name, last_name, customer_id)
     VALUES ($1, $2, $3, $4) RETURNING id::text, email`,
    [`${first}${last}@shop.example`.toLowerCase(), first, family, customerId],
  );
  return { id: String(row!.id), name, email: String(row!.email) };
}

export async function companyNamed({ query }: Database, name: string): Promise<string> {
  const [row] = await query('INSERT INTO customers (name) VALUES ($1) RETURNING id::text', [name]);
  return String(row!.id);
}

/** Adds a session of a person in Firefox. */
export async function addSession(
  { query }: Database,
  { id, side }: { id: string; side: 'backoffice' | 'storefront' },
): Promise<void> {
  last += 1;
  await query(
    `INSERT INTO sessions (id_hash, side, person_id, amr, acr, user_agent, address, expires_at)
     VALUES (sha256($3::bytea), $1, $2, '{pwd}', '1', $4, '192.0.2.7', now() + interval '1 hour')`,
    [side, id, `session ${last}`, 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0'],
  );
}

/** The row of a table with this text. */
export const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

/** The dialog that is open. */
export const dialogOf = (page: Page) => page.getByRole('dialog');
