import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { changeProblem, tokenProblem, usersProblem } from './answers.js';
import { CONTENT_TYPES, numberedClient, SCOPE, tokenRequestBody } from './clients.js';
import { type TokenEndpoint, USERS, USERS_PATH } from './contestants.js';
import type { Algorithm } from './load-plan.js';

/** `iat` and `exp` are the times; each contestant has its own `iss` and `aud`. */
const CLAIMS = ['iss', 'aud', 'sub', 'client_id', 'iat', 'exp', 'jti', 'scope'];

/** Bytes of a signature, by algorithm. An RSA signature is as long as the key. */
const SIGNATURE_BYTES: Readonly<Record<string, number>> = { ES256: 64, RS256: 384 };

interface Wanted {
  algorithm?: Algorithm;
  /** The number of the client. */
  client?: number;
  scope?: string;
}

/** Fetches a token from this contestant, by default for the first client, signed with ES256. */
export async function fetchToken(
  url: string,
  { path, format }: TokenEndpoint,
  { algorithm = 'ES256', client = 1, scope }: Wanted = {},
): Promise<string> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'Content-Type': CONTENT_TYPES[format] },
    body: tokenRequestBody(numberedClient(client), format, scope),
  });
  const body = await response.text();
  const problem = tokenProblem(response.status, body, algorithm);
  if (problem !== null) throw new Error(problem);
  return (JSON.parse(body) as { access_token: string }).access_token;
}

/**
 * Checks that a token has all claims, and a valid signature by a key of the expected length. A
 * contestant that signs less would have less work.
 *
 * @throws when a claim is missing or the signature is wrong
 */
export function requireValidToken(token: string, jwks: { keys: JsonWebKey[] }): void {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { alg, kid } = decode(header);
  const claims = readClaims(token);
  const missing = CLAIMS.filter((name) => claims[name] === undefined);
  const client = numberedClient(1).id;
  if (missing.length > 0) throw new Error(`a token without ${missing.join(', ')}`);
  if (claims.client_id !== client || claims.scope !== SCOPE) {
    throw new Error(`a token of another client or scope: ${JSON.stringify(claims)}`);
  }
  const jwk = jwks.keys.find((key) => key.kid === kid);
  if (!jwk) throw new Error(`no key ${String(kid)} is published`);
  const key = {
    key: createPublicKey({ key: jwk, format: 'jwk' }),
    ...(alg === 'ES256' && { dsaEncoding: 'ieee-p1363' as const }),
  };
  const text = Buffer.from(`${header}.${payload}`);
  const bytes = Buffer.from(signature, 'base64url');
  if (bytes.length !== SIGNATURE_BYTES[String(alg)]) {
    throw new Error(
      `a signature of ${bytes.length} bytes: the key differs from those of other contestants`,
    );
  }
  if (!verify('sha256', text, key, bytes)) {
    throw new Error('the signature of a token is wrong');
  }
}

/** Reads the claims without verifying the signature. */
export function readClaims(token: string): Record<string, unknown> {
  return decode(token.split('.')[1] ?? '');
}

function decode(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
}

/** Fetches a page of users and parses it. */
export async function fetchUsers(url: string, token: string): Promise<unknown> {
  const response = await fetch(url + USERS_PATH, { headers: headers(token) });
  const body = await response.text();
  const problem = usersProblem(response.status, body);
  if (problem !== null) throw new Error(problem);
  return JSON.parse(body);
}

/** Changes the title of the first user, and returns the parsed answer. */
export async function fetchChange(url: string, token: string, title: string): Promise<unknown> {
  const response = await fetch(`${url}${USERS}/1`, {
    method: 'PATCH',
    headers: headers(token),
    body: JSON.stringify({ data: { type: 'users', id: '1', attributes: { title } } }),
  });
  const body = await response.text();
  const problem = changeProblem(response.status, body, title);
  if (problem !== null) throw new Error(problem);
  return JSON.parse(body);
}

function headers(token: string): Record<string, string> {
  return { 'Content-Type': 'application/vnd.api+json', Authorization: `Bearer ${token}` };
}
