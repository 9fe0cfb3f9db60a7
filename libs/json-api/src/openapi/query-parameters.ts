import { MAX_DEPTH, includableNames } from '../query/include.js';
import type { JsonApiOptions } from '../json-api.options.js';
import { findRelationship, relatedResource } from '../definition/relationship.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { sizesOf, WITH_ETAGS } from '../query/resource-query.js';
import { sortableNames } from '../query/sort.js';
import { definitionsAround, fieldsParameter, visibleFields } from '../query/sparse-fieldset.js';
import { componentName, type Components } from './components.js';
import { filtersOf } from './filter-parameters.js';
import { arrayOf, type JsonSchema } from '../definition/json-schema.js';
import type { RouteDescription } from '../route-description.js';

interface ParameterContext {
  components: Components;
  limits: JsonApiOptions;
}

type Describe = (definition: ResourceDefinition, context: ParameterContext) => JsonSchema[];

/** The parameters of a route that answers a page: one function for each kind of parameter. */
const OF_COLLECTIONS: readonly Describe[] = [
  pageParameters,
  sortParameter,
  includeParameter,
  filterParameters,
  fieldsParameters,
  etagsParameter,
];

const OF_RELATIONSHIPS: readonly Describe[] = [pageParameters, sortParameter, filterParameters];

const OF_RESOURCES: readonly Describe[] = [includeParameter, fieldsParameters];

export function queryParameters(
  { collection, resource, linked, deletion, exported, flags = [] }: RouteDescription,
  context: ParameterContext,
): JsonSchema[] {
  const describeAll = (definition: ResourceDefinition | undefined, kinds: readonly Describe[]) =>
    definition ? kinds.flatMap((describe) => describe(definition, context)) : [];
  return [
    ...describeAll(deletion, [filterParameters]),
    ...describeAll(exported?.definition, [sortParameter, filterParameters]),
    ...describeAll(collection, OF_COLLECTIONS),
    ...describeAll(linked, OF_RELATIONSHIPS),
    ...describeAll(resource, OF_RESOURCES),
    ...flags.map((name) => ({
      ...queryParameter(name, 'False when it is left out.'),
      schema: { const: true },
    })),
  ];
}

function pageParameters(
  definition: ResourceDefinition,
  { components, limits }: ParameterContext,
): JsonSchema[] {
  const { defaultPageSize, maxPageSize } = sizesOf(definition, limits);
  const sizes = { minimum: 1, maximum: maxPageSize, default: defaultPageSize };
  const parameters: [name: string, description: string, schema: JsonSchema][] = [
    ['number', 'The number of the page, from 1.', { type: 'integer', minimum: 1, default: 1 }],
    ['size', 'Resources on a page.', { type: 'integer', ...sizes }],
    ['after', 'A cursor: the page begins after its resource.', { type: 'string' }],
    ['before', 'A cursor: the page ends before its resource.', { type: 'string' }],
    ['total', 'True to count the resources of all pages.', { type: 'boolean' }],
  ];
  return parameters.map(([name, description, schema]) => {
    // Only the sizes differ from one definition to another.
    const owner = name === 'size' && definition.page ? componentName(definition.type) : '';
    return components.parameter(`${owner}Page${componentName(name)}`, () => ({
      ...queryParameter(`page[${name}]`, description),
      schema,
    }));
  });
}

function sortParameter(
  definition: ResourceDefinition,
  { components }: ParameterContext,
): JsonSchema[] {
  const keys = sortableNames(definition).flatMap((name) => [name, `-${name}`]);
  const description =
    'Sort keys in order; a minus means descending. Texts sort by the Unicode root collation.';
  return [
    components.parameter(`${componentName(definition.type)}Sort`, () =>
      listParameter('sort', keys, description),
    ),
  ];
}

function includeParameter(
  definition: ResourceDefinition,
  { components }: ParameterContext,
): JsonSchema[] {
  const paths = includePaths(definition, MAX_DEPTH);
  if (paths.length === 0) return [];
  return [
    components.parameter(`${componentName(definition.type)}Include`, () =>
      listParameter('include', paths, 'Related resources to include in the answer.'),
    ),
  ];
}

function includePaths(definition: ResourceDefinition, steps: number): string[] {
  if (steps === 0) return [];
  return includableNames(definition).flatMap((name) => {
    const related = relatedResource(findRelationship(definition, name)!)!;
    return [name, ...includePaths(related, steps - 1).map((path) => `${name}.${path}`)];
  });
}

function filterParameters(
  definition: ResourceDefinition,
  { components }: ParameterContext,
): JsonSchema[] {
  return filtersOf(definition).map(({ name, description, schema }) =>
    components.parameter(`${componentName(definition.type)}${componentName(name)}`, () => ({
      ...queryParameter(name, description),
      ...(schema.type === 'array' && COMMA_SEPARATED),
      schema,
    })),
  );
}

/** Describes `fields` of the resources and of all types that can be included. */
function fieldsParameters(
  definition: ResourceDefinition,
  { components }: ParameterContext,
): JsonSchema[] {
  return [...definitionsAround(definition).values()].map((each) =>
    components.parameter(`${componentName(each.type)}Fields`, () =>
      listParameter(
        fieldsParameter(each),
        visibleFields(each),
        'The attributes and relationships in the answer; the default is all of them.',
      ),
    ),
  );
}

function etagsParameter(_: ResourceDefinition, { components }: ParameterContext): JsonSchema[] {
  const description =
    'True to get the ETag of each resource in its `meta.etag`: the one of a GET of its `links.self`.';
  return [
    components.parameter('WithEtags', () => ({
      ...queryParameter(WITH_ETAGS, description),
      schema: { const: true },
    })),
  ];
}

const COMMA_SEPARATED = { style: 'form', explode: false };

function listParameter(name: string, members: readonly string[], description: string): JsonSchema {
  return {
    ...queryParameter(name, description),
    ...COMMA_SEPARATED,
    schema: arrayOf({ type: 'string', enum: members }),
  };
}

function queryParameter(name: string, description: string): JsonSchema {
  return { name, in: 'query', description };
}
