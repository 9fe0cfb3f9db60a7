import type { FastifyRequest } from 'fastify';
import { type IncludePaths, includedTypes, readInclude } from './include.js';
import type { JsonApiOptions } from '../json-api.options.js';
import { QueryParameters } from './query-parameters.js';
import { QueryString } from './query-string.js';
import { requireReadable } from './read-authorization.js';
import { type Exchange, requestParameter } from './request-parameter.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { type Fieldsets, fieldsParameter, readFieldsets } from './sparse-fieldset.js';

/** The parts of a resource, and of related resources, that a client requests. */
export interface ResourceSelection {
  /** Fields by type; all fields of types that are not listed. */
  fields: Fieldsets;

  /** The relationships to include, and those to include from the related resources. */
  include: IncludePaths;

  /**
   * The maximum number of resources at one step of a path; requests that exceed it are rejected.
   */
  maxIncluded: number;

  /** The query, from which the links are written. */
  query: QueryString;
}

/**
 * `@ResourceSelection(userResource) selection: ResourceSelection`, for a route that answers one
 * resource. It rejects all other query parameters.
 */
export const ResourceSelection = requestParameter(
  'resource',
  ({ request }: Exchange, definition, options): ResourceSelection =>
    selectionOfRequest(request, definition, options),
);

/** @throws JsonApiError 400 with all errors of the query, 403 `forbidden` */
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

/** @throws JsonApiError 400 with all errors of the query. */
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

/** Selects all fields of a resource, without related resources. */
export const FULL_SELECTION: ResourceSelection = {
  fields: new Map(),
  include: new Map(),
  maxIncluded: 0,
  query: new QueryString(''),
};

/** Selects only these fields. */
export function selectionOf(
  { type }: Pick<ResourceDefinition, 'type'>,
  ...fields: readonly string[]
): ResourceSelection {
  return { ...FULL_SELECTION, fields: new Map([[type, fields]]) };
}
