import type { TestApplications } from './applications.js';
import { type Api, apiOf } from './json-api.js';

/**
 * The ids of two companies and their people; `nina` and `noel` have no company. Birch has the same id
 * as `ann`, so that tests detect an id of a person that is used as the id of a company.
 */
export const ALDER = '102';
export const BIRCH = '101';
export const PEOPLE = {
  ann: { id: '101', customer: ALDER },
  amy: { id: '102', customer: ALDER },
  ben: { id: '103', customer: BIRCH },
  nina: { id: '104', customer: null },
  noel: { id: '105', customer: null },
} as const;

export type Person = keyof typeof PEOPLE;

/** Replaces all companies and people with the ones above. */
export async function resetCompanies({
  database,
}: Pick<TestApplications, 'database'>): Promise<void> {
  await database.query('TRUNCATE customers, customer_users, idempotent_requests');
  await database.query(
    `INSERT INTO customers (id, name) OVERRIDING SYSTEM VALUE
     VALUES (${ALDER}, 'Alder & Finch'), (${BIRCH}, 'Birch Supplies')`,
  );
  for (const [name, { id, customer }] of Object.entries(PEOPLE)) {
    await database.query(
      `INSERT INTO customer_users (id, email, first_name, last_name, role, customer_id)
       OVERRIDING SYSTEM VALUE VALUES ($1, $2, 'Person', $3, 'administrator', $4)`,
      [id, `${name}@shop.example`, mark(name), customer],
    );
  }
}

/** Returns a text that an answer contains only when it shows this person. */
export function mark(name: string): string {
  return `Mark-of-${name}`;
}

export const SCOPES = 'users:read users:write profile:read profile:write customers:read';

/** Returns the API of a new client that acts for the person. */
export async function apiFor(
  { storefront }: Pick<TestApplications, 'storefront'>,
  name: Person,
): Promise<Api> {
  return apiOf(storefront, SCOPES, { owner: { type: 'customer-users', id: PEOPLE[name].id } });
}
