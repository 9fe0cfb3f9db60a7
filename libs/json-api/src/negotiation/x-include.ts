import type { FastifyRequest } from 'fastify';

const NONE: ReadonlySet<string> = new Set();

/**
 * What a request wants to know beside its answer, by `X-Include`: names between commas or
 * semicolons. Cut before blanks are taken away: one pattern for both would try each blank
 * of a long header anew, for seconds.
 */
export function requestedExtras({ headers }: FastifyRequest): ReadonlySet<string> {
  const header = headers['x-include'];
  if (header === undefined) return NONE;
  const text = [header].flat().join(',');
  return new Set(text.split(/[;,]/).map((wish) => wish.trim()));
}
