import type { QueryParameters } from './query-parameters.js';
import { attributeNames, findAttribute, type ResourceDefinition } from './resource-definition.js';

/** `attribute` is an attribute's name, or `id`. */
export interface SortKey {
  attribute: string;
  descending: boolean;
}

/** More keys than this sort nothing further and cost the database memory. */
const MOST_KEYS = 10;

/** `sort=-createdAt,username` (jsonapi.org 1.1, "Sorting"). */
export function readSort(parameters: QueryParameters, definition: ResourceDefinition): SortKey[] {
  const sortable = [
    'id',
    ...attributeNames(definition).filter((name) => findAttribute(definition, name)?.sort),
  ];
  const members = parameters.readList('sort', MOST_KEYS) ?? [];
  const keys = members.map((member) => ({
    attribute: member.replace(/^-/, ''),
    descending: member.startsWith('-'),
  }));

  for (const [index, { attribute }] of keys.entries()) {
    if (members[index] !== '' && !sortable.includes(attribute)) {
      parameters.refuse(
        'sort',
        `cannot sort by ${members[index]}; there is ${sortable.join(', ')}`,
      );
    }
  }
  if (new Set(keys.map(({ attribute }) => attribute)).size < keys.length) {
    parameters.refuse('sort', 'sort must not name an attribute in both directions');
  }
  return keys;
}
