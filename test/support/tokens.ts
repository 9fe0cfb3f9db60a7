import { sign, type KeyObject } from 'node:crypto';
import { KeyStore } from '../../libs/oauth/src/keys/key-store.js';
import type { TestApplication } from './applications.js';

type Json = Record<string, unknown>;

/** Returns the application's signing key. No attacker has it; tests use it to change single claims. */
export function signingKey({ app }: TestApplication): { kid: string; privateKey: KeyObject } {
  return app.get(KeyStore).active;
}

export function decode(token: string): { header: Json; claims: Json; signature: string } {
  const [header, claims, signature] = token.split('.');
  return { header: parse(header!), claims: parse(claims!), signature: signature! };
}

/** Returns a JWT with any header and claims, signed by `signer` or unsigned. */
export function encode(header: Json, claims: Json, signer: (text: string) => string): string {
  const text = `${base64url(header)}.${base64url(claims)}`;
  return `${text}.${signer(text)}`;
}

/** Returns a signer for ES256 (RFC 7518 §3.4). */
export function es256(privateKey: KeyObject): (text: string) => string {
  return (text) =>
    sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString(
      'base64url',
    );
}

/** Returns the token with other claims or another header, signed by its application again. */
export function resign(
  application: TestApplication,
  token: string,
  { header = {}, claims = {} }: { header?: Json; claims?: Json },
): string {
  const original = decode(token);
  return encode(
    { ...original.header, ...header },
    { ...original.claims, ...claims },
    es256(signingKey(application).privateKey),
  );
}

export function base64url(value: Json): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function parse(segment: string): Json {
  return JSON.parse(Buffer.from(segment, 'base64url').toString('utf8')) as Json;
}
