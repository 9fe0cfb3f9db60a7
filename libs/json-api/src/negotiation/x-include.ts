import type { FastifyRequest } from 'fastify';

const NONE: ReadonlySet<string> = new Set();

/**
 * Returns the names in `X-Include`, separated by commas or semicolons, which request additional
 * headers. Splits before it trims: one pattern for both would backtrack at each blank of a long
 * header, for seconds.
 */
export function requestedExtras({ headers }: FastifyRequest): ReadonlySet<string> {
  const header = headers['x-include'];
  if (header === undefined) return NONE;
  const text = [header].flat().join(',');
  return new Set(text.split(/[;,]/).map((name) => name.trim()));
}
