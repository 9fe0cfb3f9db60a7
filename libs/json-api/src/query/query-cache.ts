import type { JsonApiOptions } from '../json-api.options.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { CollectionQuery } from './collection-query.js';

/** Of one definition and application; when there are more, all are forgotten. */
const MAX_QUERIES = 200;

/** Characters. What is longer is not asked again and again. */
const MAX_LENGTH = 500;

const known = new WeakMap<
  JsonApiOptions,
  WeakMap<ResourceDefinition, Map<string, CollectionQuery>>
>();

/**
 * What a query string has been read as before; else what `read` makes of it, once it is good.
 * Most clients ask the same few questions, and reading one is 3 % of a page of 25.
 */
export function cachedQuery(
  { options, definition, text }: Asked,
  read: () => CollectionQuery,
): CollectionQuery {
  const queries = queriesOf(options, definition);
  const before = queries.get(text);
  if (before) return before;
  const query = read();
  if (text.length > MAX_LENGTH) return query;
  if (queries.size >= MAX_QUERIES) queries.clear();
  queries.set(text, query);
  return query;
}

interface Asked {
  options: JsonApiOptions;
  definition: ResourceDefinition;

  /** All that the query is made of. */
  text: string;
}

function queriesOf(
  options: JsonApiOptions,
  definition: ResourceDefinition,
): Map<string, CollectionQuery> {
  const byDefinition = known.get(options) ?? new WeakMap();
  known.set(options, byDefinition);
  const queries = byDefinition.get(definition) ?? new Map<string, CollectionQuery>();
  byDefinition.set(definition, queries);
  return queries;
}
