import { Controller, Get, Header, Headers, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { KeyStore } from '../keys/key-store.js';

/** The public keys of this application (RFC 7517 §5). */
@Controller('.well-known/jwks.json')
export class JwksController {
  constructor(private readonly keys: KeyStore) {}

  @Get()
  @Header('Content-Type', 'application/jwk-set+json') // RFC 7517 §8.5.2
  @Header('Cache-Control', 'public, max-age=300') // a new key is seen within five minutes
  jwks(
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const keys = this.keys.publish();
    // A key never changes under its id, so the ids are the version of the set.
    const etag = `"${keys.map(({ kid }) => kid).join('.')}"`;
    reply.header('ETag', etag);
    if (known && matches(known, etag)) return void reply.status(304);
    return { keys: keys.map(({ jwk }) => jwk) };
  }
}

/** `If-None-Match` (RFC 9110 §13.1.2): any, or a list of tags, weakly compared. */
function matches(known: string, etag: string): boolean {
  return known
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === '*' || tag === etag);
}
