import type { FastifyRequest } from 'fastify';

/**
 * What a request wants to know beside its answer, by `X-Include`: names between commas or
 * semicolons. Cut before blanks are taken away: one pattern for both would try each blank
 * of a long header anew, for seconds.
 */
export function wishesOf({ headers }: FastifyRequest): ReadonlySet<string> {
  const text = [headers['x-include'] ?? []].flat().join(',');
  return new Set(text.split(/[;,]/).map((wish) => wish.trim()));
}
