import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { Side } from '#oauth';
import type { TestApplication, TestApplications, TestClient, TestSide } from './applications.js';
import { type Answer, request, tokenRequest } from './requests.js';

export const REDIRECT_URI = 'https://app.example/callback';

type Applications = Pick<TestApplications, 'database' | 'administration'> & {
  [S in Side]?: TestApplication;
};

interface PeopleClient {
  redirectUris?: string[];
  postLogoutRedirectUris?: string[];
  grantTypes?: string[];
  scopes?: string[];
  isPublic?: boolean;
  isThirdParty?: boolean;
  dpopBoundAccessTokens?: boolean;
}

/** Registers a client for which people can sign in. */
export async function peopleClient(
  applications: Applications | TestSide<Side>,
  side: Side,
  {
    redirectUris = [REDIRECT_URI],
    postLogoutRedirectUris = [],
    grantTypes = ['authorization_code', 'refresh_token'],
    scopes = ['users:read', 'profile:read'],
    isPublic = false,
    isThirdParty = false,
    ...others
  }: PeopleClient = {},
): Promise<TestClient> {
  const { administration, database } = applications;
  const client = await administration.createClient({ side, scopes, ...others });
  await database.query(
    `UPDATE oauth_clients SET redirect_uris = $2, post_logout_redirect_uris = $3, grant_types = $4,
       is_public = $5, is_third_party = $6 WHERE client_id = $1`,
    [client.clientId, redirectUris, postLogoutRedirectUris, grantTypes, isPublic, isThirdParty],
  );
  return client;
}

let people = 0;

/** Creates a person who holds these scopes, and returns the id. */
export async function createPerson(
  { database }: Pick<Applications, 'database'>,
  side: Side,
  scopes: readonly string[] = ['users:read', 'profile:read'],
): Promise<string> {
  people += 1;
  const name = `person${people}`;
  if (side === 'storefront') {
    const [row] = await database.query(
      `INSERT INTO customer_users (email, first_name, last_name) VALUES ($1, 'Ann', 'Lee')
       RETURNING id::text`,
      [`${name}@example.com`],
    );
    return row!.id as string;
  }
  const [row] = await database.query(
    `WITH person AS (INSERT INTO staff_users (username, email, first_name, last_name)
         VALUES ($1, $1 || '@example.com', 'Ann', 'Lee') RETURNING id),
       role AS (INSERT INTO roles (name, scopes) VALUES ($1, $2) RETURNING id),
       given AS (INSERT INTO staff_user_roles (user_id, role_id)
         SELECT person.id, role.id FROM person, role)
     SELECT id::text FROM person`,
    [name, scopes],
  );
  return row!.id as string;
}

/** A code verifier with its challenge (RFC 7636 §4). */
export function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** Returns the parameters of a valid authorization request; undefined leaves one out. */
export function requestOf(
  { clientId }: Pick<TestClient, 'clientId'>,
  challenge: string,
  others: Record<string, string | undefined> = {},
): URLSearchParams {
  const all = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 'xyz',
    ...others,
  };
  const sent = Object.entries(all).filter(([, value]) => value !== undefined);
  return new URLSearchParams(Object.fromEntries(sent));
}

/** Opens a URL as a browser does, without following a redirect. */
export async function open(url: string, cookie?: string): Promise<Answer> {
  const headers: Record<string, string> = cookie === undefined ? {} : { cookie };
  return request(url, { redirect: 'manual', headers });
}

/** Opens the authorization endpoint from another site, so without a cookie. */
export async function authorize(
  { url }: Pick<TestApplication, 'url'>,
  parameters: URLSearchParams,
): Promise<Answer> {
  return open(`${url}/oauth2-authorize?${parameters.toString()}`);
}

/** Returns the address to which a page hops. */
export function hopOf({ url }: Pick<TestApplication, 'url'>, { status, body }: Answer): string {
  expect(status).toBe(200);
  const [, path] = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(body) ?? [];
  if (path === undefined) throw new Error(`no hop in ${body}`);
  return new URL(path.replaceAll('&amp;', '&'), url).href;
}

/** Asks for a code as an application does, and continues in the browser with the cookie. */
export async function authorized(
  application: Pick<TestApplication, 'url'>,
  parameters: URLSearchParams,
  cookie?: string,
): Promise<Answer> {
  return open(hopOf(application, await authorize(application, parameters)), cookie);
}

/** Returns the parameters with which a redirect answers the application. */
export function answerOf({ status, headers }: Answer): Record<string, string> {
  expect(status).toBe(303);
  return Object.fromEntries(new URL(headers.get('location')!).searchParams);
}

/** Gets a code for a person who is signed in. */
export async function codeFor(
  application: Pick<TestApplication, 'url'>,
  parameters: URLSearchParams,
  cookie: string,
): Promise<string> {
  const { code } = answerOf(await authorized(application, parameters, cookie));
  if (code === undefined) throw new Error('the authorization endpoint gave no code');
  return code;
}

/** Exchanges a code for tokens; undefined leaves a parameter out. */
export async function exchange(
  application: { url: string },
  { clientId, clientSecret }: TestClient,
  parameters: Record<string, string | undefined>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const all = {
    grant_type: 'authorization_code',
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uri: REDIRECT_URI,
    ...parameters,
  };
  return tokenRequest(application, JSON.parse(JSON.stringify(all)) as object, headers);
}
