import type { FastifyRequest } from 'fastify';
import { JsonApiError } from './json-api.error.js';
import type { JsonApiOptions } from './json-api.options.js';

interface Asked {
  options: Pick<JsonApiOptions, 'mayRead'>;

  /** That asks for the resources. */
  parameter: string;
}

/** @throws JsonApiError 403 `forbidden` when the answer would show what its receiver may not read */
export function requireReadable(
  request: FastifyRequest,
  types: readonly string[],
  { options: { mayRead = () => true }, parameter }: Asked,
): void {
  const hidden = types.filter((type) => !mayRead(request, type));
  if (hidden.length === 0) return;
  throw new JsonApiError({
    status: 403,
    code: 'forbidden',
    detail: `you may not read resources of type ${hidden.join(', ')}, which this request asks for`,
    source: { parameter },
  });
}
