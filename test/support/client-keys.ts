import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { type SigningAlgorithm, signText } from '../../libs/oauth/src/jws/signing-algorithm.js';
import { encode } from './tokens.js';

/** A key pair of a client: the public half is registered, the private half signs. */
export interface ClientKey {
  algorithm: SigningAlgorithm;
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** The public key, with its `kid`. */
  jwk: { kid: string } & Record<string, string>;
}

let made = 0;

export function makeClientKey(algorithm: SigningAlgorithm = 'ES256'): ClientKey {
  const { publicKey, privateKey } = keyPair(algorithm);
  const kid = `key ${(made += 1)}`;
  const jwk = { ...(publicKey.export({ format: 'jwk' }) as Record<string, string>), kid };
  return { algorithm, kid, privateKey, publicKey, jwk };
}

function keyPair(algorithm: SigningAlgorithm) {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

type Json = Record<string, unknown>;

/** The parts of a client assertion. */
interface Assertion {
  /** The issuer of the authorization server. */
  issuer: string;
  clientId: string;
  key: ClientKey;
  /** Members that are added or replaced; undefined removes a member. */
  header?: Json;
  claims?: Json;
}

/** Returns a JWT that is valid by RFC 7523 §3 unless `header` or `claims` change it. */
export function signAssertion({ issuer, clientId, key, header, claims }: Assertion): string {
  const now = Math.floor(Date.now() / 1000);
  return encode(
    { alg: key.algorithm, kid: key.kid, ...header },
    { iss: clientId, sub: clientId, aud: issuer, exp: now + 60, jti: randomUUID(), ...claims },
    (text) => signText(text, key.algorithm, key.privateKey).toString('base64url'),
  );
}

/** Returns the body of a token request with the assertion. */
export function withAssertion(assertion: string): Record<string, string> {
  return { grant_type: 'client_credentials', ...assertionParameters(assertion) };
}

export function assertionParameters(assertion: string): Record<string, string> {
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  };
}
