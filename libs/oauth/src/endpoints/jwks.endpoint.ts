import { Inject, Injectable } from '@nestjs/common';
import { cacheableFor } from '../keys/key-plan.js';
import { KeyStore } from '../keys/key-store.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { Endpoint, EndpointAnswer, EndpointRequest } from './endpoint.js';

/** Publishes the public keys of this application (RFC 7517 §5). */
@Injectable()
export class JwksEndpoint implements Endpoint {
  readonly method = 'GET';
  readonly paths = ['/.well-known/jwks.json'];

  /** RFC 7517 §8.5.2 */
  readonly headers = { 'content-type': 'application/jwk-set+json' };

  /** The last response body and its ETag. A key never changes under its id. */
  #cached = { etag: '', bytes: Buffer.alloc(0) };

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly keys: KeyStore,
  ) {}

  async answer({
    headers: { 'if-none-match': ifNoneMatch },
  }: EndpointRequest): Promise<EndpointAnswer> {
    // External verifiers need the keys even if they may be stale.
    await this.keys.upToDate().catch(() => {});
    const keys = this.keys.publish();
    // The key ids identify the version of the set.
    const etag = `"${keys.map(({ kid }) => kid).join('.')}"`;
    // Verifiers may cache the set only as long as no key that is missing from it can sign.
    const maxAge = this.keys.isUpToDate ? cacheableFor(this.options.keys) : 0;
    const headers = {
      etag,
      'cache-control': `public, max-age=${maxAge}`,
    };
    if (ifNoneMatch && matches(ifNoneMatch, etag)) return { status: 304, headers };
    if (this.#cached.etag !== etag) {
      const set = { keys: keys.map(({ jwk }) => jwk) };
      this.#cached = { etag, bytes: Buffer.from(JSON.stringify(set)) };
    }
    return { status: 200, headers, body: this.#cached.bytes };
  }
}

/** True when `If-None-Match` is `*` or lists the ETag, by weak comparison (RFC 9110 §13.1.2). */
function matches(ifNoneMatch: string, etag: string): boolean {
  return ifNoneMatch
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === '*' || tag === etag);
}
