import { Controller, Get, Header, Headers, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { cacheableFor } from '../keys/key-plan.js';
import { KeyStore } from '../keys/key-store.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';

/** The public keys of this application (RFC 7517 §5). */
@Controller('.well-known/jwks.json')
export class JwksController {
  /** The last set that was sent, as bytes: a key never changes under its id. */
  #prepared = { etag: '', bytes: Buffer.alloc(0) };

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly keys: KeyStore,
  ) {}

  @Get()
  @Header('Content-Type', 'application/jwk-set+json') // RFC 7517 §8.5.2
  async jwks(
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    // Who verifies elsewhere needs the keys all the same.
    await this.keys.upToDate().catch(() => {});
    const keys = this.keys.publish();
    // The ids are the version of the set.
    const etag = `"${keys.map(({ kid }) => kid).join('.')}"`;
    reply.header('ETag', etag);
    // No longer than it is sure that no key signs which is not in it.
    const maxAge = this.keys.isUpToDate ? cacheableFor(this.options.keys) : 0;
    reply.header('Cache-Control', `public, max-age=${maxAge}`);
    if (known && matches(known, etag)) return void reply.status(304);
    if (this.#prepared.etag !== etag) {
      const set = { keys: keys.map(({ jwk }) => jwk) };
      this.#prepared = { etag, bytes: Buffer.from(JSON.stringify(set)) };
    }
    return this.#prepared.bytes;
  }
}

/** `If-None-Match` (RFC 9110 §13.1.2): any, or a list of tags, weakly compared. */
function matches(known: string, etag: string): boolean {
  return known
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === '*' || tag === etag);
}
