import { typeSchema } from './attribute-schema.js';
import { componentName, type Components } from './components.js';
import { arrayOf, type JsonSchema } from './json-schema.js';
import { fieldNames, findToOne } from '../relationship.js';
import {
  attributeNames,
  filterNames,
  findAttribute,
  findFilter,
  type ResourceDefinition,
} from '../resource-definition.js';
import type { JsonApiOptions } from '../json-api.options.js';
import type { RouteDescription } from './route-description.js';

interface Surroundings {
  components: Components;
  limits: JsonApiOptions;
}

/** The query parameters of a route: one function for each kind. */
export function queryParameters(
  { collection, resource, flags = [] }: RouteDescription,
  surroundings: Surroundings,
): JsonSchema[] {
  const described = collection ?? resource;
  return [
    ...(collection
      ? [...pageParameters(surroundings), sortParameter(collection, surroundings)]
      : []),
    ...(collection ? filterParameters(collection, surroundings) : []),
    ...(described ? [fieldsParameter(described, surroundings)] : []),
    ...flags.map(flagParameter),
  ];
}

function pageParameters({ components, limits }: Surroundings): JsonSchema[] {
  const { defaultPageSize, maxPageSize } = limits;
  return [
    components.parameter('PageNumber', () => ({
      ...queryParameter('page[number]', 'Which page, counted from 1.'),
      schema: { type: 'integer', minimum: 1, default: 1 },
    })),
    components.parameter('PageSize', () => ({
      ...queryParameter('page[size]', 'Resources on a page.'),
      schema: { type: 'integer', minimum: 1, maximum: maxPageSize, default: defaultPageSize },
    })),
  ];
}

function sortParameter(definition: ResourceDefinition, { components }: Surroundings): JsonSchema {
  return components.parameter(`${componentName(definition.type)}Sort`, () => {
    const sortable = attributeNames(definition).filter(
      (name) => findAttribute(definition, name)?.sort,
    );
    const keys = ['id', ...sortable].flatMap((name) => [name, `-${name}`]);
    return listParameter(
      'sort',
      { type: 'string', enum: keys },
      'The first key first; with a minus it is descending.',
    );
  });
}

function filterParameters(
  definition: ResourceDefinition,
  { components }: Surroundings,
): JsonSchema[] {
  const name = componentName(definition.type);
  const part = (key: string, build: () => JsonSchema) =>
    components.parameter(`${name}Filter${componentName(key)}`, build);
  const compared = ['id', ...fieldNames(definition)].flatMap((field) => {
    const schema = filterSchema(definition, field);
    if (!schema) return [];
    return [part(field, () => listParameter(`filter[${field}]`, schema, 'Any of the values.'))];
  });
  const named = filterNames(definition).map((key) =>
    part(key, () => {
      const { attribute } = findFilter(definition, key)!;
      return {
        ...queryParameter(`filter[${key}]`, `Those whose ${attribute} is before the value.`),
        schema: typeSchema(findAttribute(definition, attribute)!.type),
      };
    }),
  );
  return [...compared, ...named];
}

/** Of one value; undefined when the field cannot be compared. An id is compared as a text. */
function filterSchema(definition: ResourceDefinition, field: string): JsonSchema | undefined {
  const attribute = findAttribute(definition, field);
  if (attribute) return attribute.filter ? typeSchema(attribute.type) : undefined;
  return field === 'id' || findToOne(definition, field)?.filter ? { type: 'string' } : undefined;
}

function fieldsParameter(definition: ResourceDefinition, { components }: Surroundings): JsonSchema {
  return components.parameter(`${componentName(definition.type)}Fields`, () =>
    listParameter(
      `fields[${definition.type}]`,
      { type: 'string', enum: fieldNames(definition) },
      'The attributes and relationships to answer with; all of them when it is left out.',
    ),
  );
}

function flagParameter(name: string): JsonSchema {
  return { ...queryParameter(name, 'Left out, it is false.'), schema: { const: true } };
}

/** Comma-separated. */
function listParameter(name: string, items: JsonSchema, description: string): JsonSchema {
  return {
    ...queryParameter(name, description),
    style: 'form',
    explode: false,
    schema: arrayOf(items),
  };
}

function queryParameter(name: string, description: string): JsonSchema {
  return { name, in: 'query', description };
}
