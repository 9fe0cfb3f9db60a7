import { crc32 } from 'node:zlib';
import type { FastifyReply } from 'fastify';

/** Seconds: as long as an old text may be taken for the new one after an upgrade. */
const MAX_AGE = 300;

/** A text that is the same for everybody until the server is another one. */
export class CachedText {
  readonly #bytes: Buffer;
  readonly #etag: string;

  constructor(text: string) {
    this.#bytes = Buffer.from(text);
    // A sum is enough: nobody gains by two texts with one tag, since both are ours.
    this.#etag = `"${crc32(text).toString(16)}-${text.length.toString(16)}"`;
  }

  /** What to send; undefined with 304 when the caller knows it (RFC 9110 §13.1.2). */
  answer(reply: FastifyReply, known = ''): Buffer | undefined {
    reply.header('ETag', this.#etag).header('Cache-Control', `public, max-age=${MAX_AGE}`);
    const tags = known.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    if (!tags.some((tag) => tag === '*' || tag === this.#etag)) return this.#bytes;
    reply.status(304);
    return undefined;
  }
}
