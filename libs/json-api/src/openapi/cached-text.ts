import { crc32 } from 'node:zlib';
import type { FastifyReply } from 'fastify';

/** Seconds that a cache may keep the text, and so serve an outdated one after an upgrade. */
const MAX_AGE = 300;

/** A text that is the same for all callers until the server is replaced. */
export class CachedText {
  readonly #bytes: Buffer;
  readonly #etag: string;

  constructor(text: string) {
    this.#bytes = Buffer.from(text);
    // A short digest is enough: both texts are ours, so nobody constructs two with one tag.
    this.#etag = `"${crc32(text).toString(16)}-${text.length.toString(16)}"`;
  }

  /** Returns the text; undefined with 304 when the caller has it already (RFC 9110 §13.1.2). */
  answer(reply: FastifyReply, known = ''): Buffer | undefined {
    reply.header('ETag', this.#etag).header('Cache-Control', `public, max-age=${MAX_AGE}`);
    const tags = known.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    if (!tags.some((tag) => tag === '*' || tag === this.#etag)) return this.#bytes;
    reply.status(304);
    return undefined;
  }
}
