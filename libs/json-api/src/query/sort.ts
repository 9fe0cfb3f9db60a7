import { isRelated } from '../definition/attribute-path.js';
import type { QueryParameters } from './query-parameters.js';
import { relatedResource, relationshipNames, findToOne } from '../definition/relationship.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { attributeNames, findAttribute } from '../definition/fields.js';

/** `attribute` is an attribute's name, `id`, or `relationship.attribute`. */
export interface SortKey {
  attribute: string;
  descending: boolean;
}

/** The maximum number of keys. More keys have no effect and cost the database memory. */
const MAX_KEYS = 10;

/**
 * Reads `sort=-createdAt,customer.name` (jsonapi.org 1.1, "Sorting"); omits keys that it rejects.
 */
export function readSort(parameters: QueryParameters, definition: ResourceDefinition): SortKey[] {
  const sortable = sortableNames(definition);
  const members = parameters.readList('sort', MAX_KEYS) ?? [];
  const keys = members.map((member) => ({
    attribute: member.replace(/^-/, ''),
    descending: member.startsWith('-'),
  }));

  for (const [index, { attribute }] of keys.entries()) {
    if (members[index] !== '' && !sortable.includes(attribute)) {
      parameters.reject(
        'sort',
        `cannot sort by ${members[index]}; allowed: ${sortable.join(', ')}`,
      );
    }
  }
  if (new Set(keys.map(({ attribute }) => attribute)).size < keys.length) {
    parameters.reject('sort', 'sort must not name an attribute in both directions');
  }
  return keys.filter(({ attribute }) => sortable.includes(attribute));
}

export function sortableNames(definition: ResourceDefinition): string[] {
  const related = relationshipNames(definition).flatMap((name) => sortableOf(definition, name));
  return [
    'id',
    ...attributeNames(definition).filter((name) => isSortable(definition, name)),
    ...related,
  ];
}

function sortableOf(definition: ResourceDefinition, relationship: string): string[] {
  const toOne = findToOne(definition, relationship);
  const resource = toOne && relatedResource(toOne);
  if (!toOne?.sort || !resource) return [];
  return toOne.sort
    .filter((name) => isSortable(resource, name))
    .map((name) => `${relationship}.${name}`);
}

function isSortable(definition: ResourceDefinition, name: string): boolean {
  const attribute = findAttribute(definition, name);
  return Boolean(attribute?.sort && !attribute.writeOnly);
}

/**
 * Returns a total order. The id breaks ties, in the direction of the last key, so that one index
 * on both columns has the order and a page can begin after any row.
 */
export function totalOrder(sort: readonly SortKey[]): readonly SortKey[] {
  if (sort.some(({ attribute }) => attribute === 'id')) return sort;
  return [...sort, { attribute: 'id', descending: sort.at(-1)?.descending ?? false }];
}

/** True when no single index has the order. `isReadInOrder` finds the cheap pages in that case. */
export function sortsAll(sort: readonly SortKey[]): boolean {
  return sort.some(({ attribute }) => isRelated(attribute));
}
