const encoder = new TextEncoder();

/** Algorithms of `crypto.subtle.sign` by their names in a JWT. */
const SIGNATURES = {
  ES256: { name: 'ECDSA', hash: 'SHA-256' },
  EdDSA: { name: 'Ed25519' },
  RS256: { name: 'RSASSA-PKCS1-v1_5' },
  PS256: { name: 'RSA-PSS', saltLength: 32 },
} as const;

export type Algorithm = keyof typeof SIGNATURES;

/** A key of `crypto.subtle`. Its global name needs the types of a browser. */
export type SubtleKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

export interface SigningKey {
  key: SubtleKey;
  alg: Algorithm;
  kid?: string;
}

/** Returns a signed JWT (RFC 7515 §3.1). */
export async function signJwt(
  { key, alg }: SigningKey,
  header: object,
  claims: object,
): Promise<string> {
  const text = [{ alg, ...header }, claims]
    .map((part) => base64url(encoder.encode(JSON.stringify(part))))
    .join('.');
  const signature = await crypto.subtle.sign(SIGNATURES[alg], key, encoder.encode(text));
  return `${text}.${base64url(new Uint8Array(signature))}`;
}

/** Returns the SHA-256 hash in base64url, as in `ath` of a proof. */
export async function hashOf(text: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))));
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
