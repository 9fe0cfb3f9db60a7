import type { KeyPair } from './client-options.js';
import { hashOf, signJwt, type SubtleKey } from './jwt.js';

/** The request that a proof is for. */
interface ProvenRequest {
  method: string;
  /** The public URL; the proof leaves out its query. */
  url: string;
}

/** Makes proofs that the client has the key of its tokens (RFC 9449 §4). */
export class DpopKey {
  readonly #given: true | KeyPair;
  #pair?: Promise<KeyPair>;
  #jwk?: Promise<object>;
  #nonce?: string;

  constructor(given: true | KeyPair) {
    this.#given = given;
  }

  async proof({ method, url }: ProvenRequest, accessToken?: string): Promise<string> {
    // Edge runtimes make no keys before the first request.
    this.#pair ??= this.#given === true ? makePair() : Promise.resolve(this.#given);
    const { privateKey, publicKey } = await this.#pair;
    this.#jwk ??= publicJwk(publicKey);
    const header = { typ: 'dpop+jwt', jwk: await this.#jwk };
    return signJwt({ key: privateKey, alg: 'ES256' }, header, {
      jti: crypto.randomUUID(),
      htm: method,
      htu: url.replace(/[?#].*$/s, ''),
      iat: Math.floor(Date.now() / 1000),
      ...(this.#nonce !== undefined && { nonce: this.#nonce }),
      ...(accessToken !== undefined && { ath: await hashOf(accessToken) }),
    });
  }

  /** Keeps the nonce of an answer for the next proofs (§8.2). */
  learn({ headers }: Response): void {
    this.#nonce = headers.get('DPoP-Nonce') ?? this.#nonce;
  }
}

async function makePair(): Promise<KeyPair> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  return crypto.subtle.generateKey(algorithm, false, ['sign']);
}

async function publicJwk(key: SubtleKey): Promise<object> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', key);
  return { kty, crv, x, y };
}
