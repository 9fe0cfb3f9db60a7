import {
  createHash,
  generateKeyPairSync,
  randomUUID,
  sign,
  constants,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { expect } from 'vitest';
import type { TestApplication, TestClient } from './applications.js';
import { type Answer, credentials, request, tokenRequest } from './requests.js';
import { encode } from './tokens.js';

type Json = Record<string, unknown>;

/** A DPoP key: the caller keeps the private key and shows the JWK. */
export interface DpopKey {
  alg: string;
  jwk: JsonWebKey;
  privateKey: KeyObject;
}

const KEYS: Record<string, () => { publicKey: KeyObject; privateKey: KeyObject }> = {
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  PS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  EdDSA: () => generateKeyPairSync('ed25519'),
};

export function dpopKey(alg = 'ES256'): DpopKey {
  const { publicKey, privateKey } = KEYS[alg]!();
  return { alg, jwk: publicKey.export({ format: 'jwk' }), privateKey };
}

/** Returns the SHA-256 hash in base64url, as in `ath`. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function signer({ alg, privateKey: key }: DpopKey): (text: string) => string {
  const how = {
    ES256: { dsaEncoding: 'ieee-p1363' as const },
    PS256: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
  }[alg];
  return (text) =>
    sign(alg === 'EdDSA' ? null : 'sha256', Buffer.from(text), { key, ...how }).toString(
      'base64url',
    );
}

/** Returns a proof that is valid unless `claims` or `header` change it; undefined removes a member. */
export function proofOf(key: DpopKey, claims: Json, header: Json = {}): string {
  const { alg, jwk } = key;
  const iat = Math.floor(Date.now() / 1000);
  return encode(
    { typ: 'dpop+jwt', alg, jwk, ...header },
    { jti: randomUUID(), iat, ...claims },
    signer(key),
  );
}

/** The address of a server, and its issuer. */
type Server = Pick<TestApplication, 'url'> & { issuer?: string };

/** Returns a proof for a token request. */
export function tokenProof(
  { url, issuer = url }: Server,
  key: DpopKey,
  claims: Json = {},
  header: Json = {},
): string {
  return proofOf(key, { htm: 'POST', htu: `${issuer}/oauth2-token`, ...claims }, header);
}

/** Returns a proof for a list of users with the token. */
export function apiProof(
  { url, issuer = url }: Server,
  key: DpopKey,
  token: string,
  claims: Json = {},
): string {
  const all = { htm: 'GET', htu: `${issuer}/api/users`, ath: hash(token), ...claims };
  return proofOf(key, all);
}

export async function dpopTokenRequest(
  server: Server,
  client: TestClient,
  proof: string,
): Promise<Answer> {
  return tokenRequest(server, credentials(client), { DPoP: proof });
}

/** Returns a token that is bound to the key; by default of the application's own client. */
export async function boundToken(
  application: TestApplication,
  key: DpopKey,
  client = application.client,
): Promise<string> {
  const answer = await dpopTokenRequest(application, client, tokenProof(application, key));
  expect(answer.status).toBe(200);
  return answer.body.access_token;
}

/** Sends a request with a bound token; by default for a list of users. */
export async function dpopRequest(
  { url }: Server,
  token: string,
  proof: string | undefined,
  { scheme = 'DPoP', path = '/api/users', method = 'GET' } = {},
): Promise<Answer> {
  const headers = {
    Authorization: `${scheme} ${token}`,
    ...(proof === undefined ? {} : { DPoP: proof }),
  };
  return request(`${url}${path}`, { method, headers });
}
