import type { FastifyRequest } from 'fastify';
import { JsonApiError } from './json-api.error.js';
import type { JsonApiOptions } from './json-api.options.js';

/** @throws JsonApiError 403 `forbidden` when the answer would show what its receiver may not read */
export function requireReadable(
  request: FastifyRequest,
  types: readonly string[],
  { mayRead = () => true }: Pick<JsonApiOptions, 'mayRead'>,
): void {
  const hidden = types.filter((type) => !mayRead(request, type));
  if (hidden.length === 0) return;
  throw new JsonApiError({
    status: 403,
    code: 'forbidden',
    detail: `you may not read resources of type ${hidden.join(', ')}, which this request asks for`,
    source: { parameter: 'include' },
  });
}
