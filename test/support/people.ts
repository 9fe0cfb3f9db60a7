import type { SignedInPerson } from '../../libs/oauth/src/people/person-sessions.js';
import { AccessTokens } from '../../libs/oauth/src/access-tokens/access-tokens.js';
import { ClientCache } from '../../libs/oauth/src/clients/client-cache.js';
import type { TestApplication } from './applications.js';
import type { TestDatabase } from './database.js';
import type { TestClient } from './administration.js';

let people = 0;

/** Creates a member of staff with one role, and returns the id. */
export async function staffPerson(database: TestDatabase, scopes: string): Promise<string> {
  const name = `person${++people}`;
  const [row] = await database.query(
    `WITH person AS (
       INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ($1, $1 || '@staff.example', 'A', 'B') RETURNING id),
     role AS (
       INSERT INTO roles (name, scopes) VALUES ('role of ' || $1, string_to_array($2, ' ')) RETURNING id),
     held AS (INSERT INTO staff_user_roles SELECT person.id, role.id FROM person, role)
     SELECT id FROM person`,
    [name, scopes],
  );
  return String(row!.id);
}

/** Creates a shopper, and returns the id. */
export async function shopper(database: TestDatabase, role = 'administrator'): Promise<string> {
  const [row] = await database.query(
    `INSERT INTO customer_users (email, first_name, last_name, role)
     VALUES ($1, 'A', 'B', $2) RETURNING id`,
    [`shopper${++people}@shop.example`, role],
  );
  return String(row!.id);
}

/** A person who has just signed in with a password and a code. */
export function signedIn(personId: string, more: Partial<SignedInPerson> = {}): SignedInPerson {
  const authenticatedAt = Math.floor(Date.now() / 1000);
  return { personId, sessionId: 's1', authenticatedAt, amr: ['pwd', 'otp'], acr: '2', ...more };
}

interface PersonTokenOptions {
  personId: string;
  /** Scopes that are separated by spaces. */
  scope: string;
  client?: TestClient;
  jkt?: string | null;
}

/** Returns an access token that the application issues to its client for a person. */
export async function personToken(
  { app, client: ownClient }: Pick<TestApplication, 'app' | 'client'>,
  { personId, scope, client = ownClient, jkt = null }: PersonTokenOptions,
): Promise<string> {
  const snapshot = (await app.get(ClientCache, { strict: false }).load(client.clientId))!;
  const grant = { client: snapshot, person: signedIn(personId), scope: scope.split(' '), jkt };
  return (await app.get(AccessTokens, { strict: false }).issue(grant)).jwt;
}
