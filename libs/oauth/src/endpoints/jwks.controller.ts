import { Controller, Get, Header, Headers, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { cacheableFor } from '../keys/key-plan.js';
import { KeyStore } from '../keys/key-store.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';

/** Publishes the public keys of this application (RFC 7517 §5). */
@Controller('.well-known/jwks.json')
export class JwksController {
  /** The last response body and its ETag. A key never changes under its id. */
  #cached = { etag: '', bytes: Buffer.alloc(0) };

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly keys: KeyStore,
  ) {}

  @Get()
  @Header('Content-Type', 'application/jwk-set+json') // RFC 7517 §8.5.2
  async jwks(
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    // External verifiers need the keys even if they may be stale.
    await this.keys.upToDate().catch(() => {});
    const keys = this.keys.publish();
    // The key ids identify the version of the set.
    const etag = `"${keys.map(({ kid }) => kid).join('.')}"`;
    reply.header('ETag', etag);
    // Verifiers may cache the set only as long as no key that is missing from it can sign.
    const maxAge = this.keys.isUpToDate ? cacheableFor(this.options.keys) : 0;
    reply.header('Cache-Control', `public, max-age=${maxAge}`);
    if (ifNoneMatch && matches(ifNoneMatch, etag)) return void reply.status(304);
    if (this.#cached.etag !== etag) {
      const set = { keys: keys.map(({ jwk }) => jwk) };
      this.#cached = { etag, bytes: Buffer.from(JSON.stringify(set)) };
    }
    return this.#cached.bytes;
  }
}

/** True when `If-None-Match` is `*` or lists the ETag, by weak comparison (RFC 9110 §13.1.2). */
function matches(ifNoneMatch: string, etag: string): boolean {
  return ifNoneMatch
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === '*' || tag === etag);
}
