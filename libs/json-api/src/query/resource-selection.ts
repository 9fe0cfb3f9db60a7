import type { FastifyRequest } from 'fastify';
import { type IncludePaths, includedTypes, readInclude } from './include.js';
import type { JsonApiOptions } from '../json-api.options.js';
import { QueryParameters } from './query-parameters.js';
import { QueryString } from './query-string.js';
import { requireReadable } from './read-authorization.js';
import { type Exchange, requestParameter } from './request-parameter.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { type Fieldsets, fieldsParameter, readFieldsets } from './sparse-fieldset.js';

/** What of a resource, and of those around it, a client wants to see. */
export interface ResourceSelection {
  /** By type; of a type that is not named, everything. */
  fields: Fieldsets;

  /** The relationships whose resources are wanted too, and so on from those. */
  include: IncludePaths;

  /** Resources that one step of a path may lead to; with more the request is refused. */
  maxIncluded: number;

  /** For the links. */
  query: QueryString;
}

/**
 * `@ResourceSelection(userResource) selection: ResourceSelection`, for a route that
 * answers one resource: it refuses every other query parameter.
 */
export const ResourceSelection = requestParameter(
  'resource',
  ({ request }: Exchange, definition, options): ResourceSelection =>
    selectionOfRequest(request, definition, options),
);

/** @throws JsonApiError 400 with every fault of the query, 403 `forbidden` */
export function selectionOfRequest(
  request: FastifyRequest,
  definition: ResourceDefinition,
  options: JsonApiOptions,
): ResourceSelection {
  const selection = readResourceSelection(QueryString.of(request.url), definition, options);
  const types = includedTypes(definition, selection.include);
  requireReadable(request, types, { options, parameter: 'include' });
  return selection;
}

/** @throws JsonApiError 400 with every fault of the query. */
export function readResourceSelection(
  query: QueryString,
  definition: ResourceDefinition,
  options: JsonApiOptions,
): ResourceSelection {
  const parameters = new QueryParameters(query);
  const selection = readSelection(parameters, definition, options);
  parameters.finish(['include', fieldsParameter(definition)]);
  return selection;
}

export function readSelection(
  parameters: QueryParameters,
  definition: ResourceDefinition,
  { maxIncluded }: JsonApiOptions,
): ResourceSelection {
  const include = readInclude(parameters, definition);
  const fields = readFieldsets(parameters, definition);
  return { fields, include, maxIncluded, query: parameters.query };
}

/** All that there is of a resource, and nothing around it. */
export const WHOLE: ResourceSelection = {
  fields: new Map(),
  include: new Map(),
  maxIncluded: 0,
  query: new QueryString(''),
};

/** These fields and no other. */
export function selectionOf(
  { type }: Pick<ResourceDefinition, 'type'>,
  ...fields: readonly string[]
): ResourceSelection {
  return { ...WHOLE, fields: new Map([[type, fields]]) };
}
