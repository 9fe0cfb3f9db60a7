import type { SignedInPerson } from '../../libs/oauth/src/people/person-sessions.js';
import { AccessTokens } from '../../libs/oauth/src/access-tokens/access-tokens.js';
import { RefreshTokens } from '../../libs/oauth/src/refresh-tokens/refresh-tokens.js';
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
  /** Public id of the session in which the person has signed in. */
  sessionId?: string;
  /** Unix seconds; the default is now. */
  authenticatedAt?: number;
  /** Issues as to a client without credentials. */
  isPublic?: boolean;
}

/** Returns an access token that the application issues to its client for a person. */
export async function personToken(
  application: Pick<TestApplication, 'app' | 'client'>,
  options: PersonTokenOptions,
): Promise<string> {
  return (await issueTokens(application, options)).accessToken;
}

/** The tokens that the application issues to its client for a person who has just signed in. */
export interface PersonTokens {
  accessToken: string;
  refreshToken: string;
  familyId: string;
}

export async function personTokens(
  application: Pick<TestApplication, 'app' | 'client'>,
  options: PersonTokenOptions,
): Promise<PersonTokens> {
  const { accessToken, issued, snapshot, grant } = await issueTokens(application, options);
  const refreshTokens = application.app.get(RefreshTokens, { strict: false });
  const { token: refreshToken, familyId } = await refreshTokens.issue(snapshot, grant, issued);
  return { accessToken, refreshToken, familyId };
}

async function issueTokens(
  { app, client: ownClient }: Pick<TestApplication, 'app' | 'client'>,
  options: PersonTokenOptions,
) {
  const { personId, scope, client = ownClient, jkt = null, isPublic = false } = options;
  const { authenticatedAt = Math.floor(Date.now() / 1000), sessionId = 's1' } = options;

  const loaded = (await app.get(ClientCache, { strict: false }).load(client.clientId))!;
  const snapshot = { ...loaded, isPublic };
  const grant = {
    client: snapshot,
    person: signedIn(personId, { authenticatedAt, sessionId }),
    scope: scope.split(' '),
    jkt,
  };
  const issued = await app.get(AccessTokens, { strict: false }).issue(grant);
  return { accessToken: issued.jwt, issued, snapshot, grant };
}

/** Creates a confidential client that gets refresh tokens. */
export async function clientForPeople(
  { createClient }: Pick<TestApplication, 'createClient'>,
  database: TestDatabase,
  scopes: string,
): Promise<TestClient> {
  const client = await createClient(scopes);
  await database.query(
    `UPDATE oauth_clients SET grant_types = '{authorization_code,refresh_token}',
       redirect_uris = '{https://app.example/}' WHERE client_id = $1`,
    [client.clientId],
  );
  return client;
}

/** Returns the body of a token request with a refresh token. */
export function refreshOf(
  { clientId, clientSecret }: TestClient,
  refreshToken: string,
): Record<string, string> {
  const credentials = { client_id: clientId, client_secret: clientSecret };
  return { grant_type: 'refresh_token', refresh_token: refreshToken, ...credentials };
}
