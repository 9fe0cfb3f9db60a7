import type { FastifyRequest } from 'fastify';
import { attributeAt } from '../definition/attribute-path.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { type ErrorObject, JsonApiError } from '../errors/json-api.error.js';
import type { JsonApiOptions } from '../json-api.options.js';
import type { Filter } from './filter.js';

interface Authorization {
  options: Pick<JsonApiOptions, 'mayRead'>;

  /** The parameter that requests the resources. */
  parameter: string;
}

/**
 * @throws JsonApiError 403 `forbidden` when the answer would show types that the caller may not
 * read
 */
export function requireReadable(
  request: FastifyRequest,
  types: readonly string[],
  { options, parameter }: Authorization,
): void {
  const hidden = hiddenTypes(request, types, options);
  if (hidden.length > 0) throw notReadable(hidden, { parameter });
}

/**
 * @throws JsonApiError 403 `forbidden` when a filter compares an attribute of related resources that
 * the caller may not read, because its result reveals the attribute
 */
export function requireReadableFilters(
  request: FastifyRequest,
  filters: readonly Filter[],
  { options, definition }: { options: Authorization['options']; definition: ResourceDefinition },
): void {
  for (const { attribute } of filters) {
    const { type } = attributeAt(definition, attribute).definition;
    if (type === definition.type) continue;
    requireReadable(request, [type], { options, parameter: `filter[${attribute}]` });
  }
}

/** Returns the types whose resources the caller may not read. */
export function hiddenTypes(
  request: FastifyRequest,
  types: readonly string[],
  { mayRead = () => true }: Pick<JsonApiOptions, 'mayRead'>,
): string[] {
  return types.filter((type) => !mayRead(request, type));
}

/** `source` is the part of the request that requests resources of these types. */
export function notReadable(
  types: readonly string[],
  source: NonNullable<ErrorObject['source']>,
): JsonApiError {
  return new JsonApiError({
    status: 403,
    code: 'forbidden',
    detail: `you may not read resources of type ${types.join(', ')}, which this request asks for`,
    source,
  });
}
