import { includableNames } from './include.js';
import type { QueryParameters } from './query-parameters.js';
import { fieldNames, findRelationship, relatedResource } from '../definition/relationship.js';
import { findAttribute, type ResourceDefinition } from '../definition/resource-definition.js';

/** The attributes and relationships that a client wants ("Sparse Fieldsets"), by type. */
export type Fieldsets = ReadonlyMap<string, readonly string[]>;

const visible = new WeakMap<ResourceDefinition, readonly string[]>();

/** All that an answer may have of a resource; found once, as every row of a list asks for it. */
export function visibleFields(definition: ResourceDefinition): readonly string[] {
  const known = visible.get(definition);
  if (known) return known;
  const names = fieldNames(definition);
  const made = names.filter((name) => !findAttribute(definition, name)?.writeOnly);
  visible.set(definition, made);
  return made;
}

export function fieldsOf(fields: Fieldsets, definition: ResourceDefinition): readonly string[] {
  return fields.get(definition.type) ?? visibleFields(definition);
}

/** Of the resource and of all that can be included with it; an empty value asks for no field at all. */
export function readFieldsets(
  parameters: QueryParameters,
  definition: ResourceDefinition,
): Fieldsets {
  const fieldsets = new Map<string, readonly string[]>();
  if (parameters.family('fields').length === 0) return fieldsets;
  for (const [type, related] of definitionsAround(definition)) {
    const parameter = fieldsParameter({ type });
    if (!parameters.has(parameter)) continue;
    fieldsets.set(type, readFields(parameters, parameter, visibleFields(related)));
  }
  return fieldsets;
}

function readFields(
  parameters: QueryParameters,
  parameter: string,
  names: readonly string[],
): readonly string[] {
  if (parameters.isEmpty(parameter)) {
    parameters.skip(parameter);
    return [];
  }
  const fields = parameters.readList(parameter, names.length) ?? [];
  for (const name of fields) {
    if (name !== '' && !names.includes(name)) {
      parameters.refuse(parameter, `there is no field ${name}; there is ${names.join(', ')}`);
    }
  }
  return fields;
}

/** By type: it, and what its relationships lead to, however far. */
export function definitionsAround(
  definition: ResourceDefinition,
  found = new Map<string, ResourceDefinition>(),
): ReadonlyMap<string, ResourceDefinition> {
  if (found.has(definition.type)) return found;
  found.set(definition.type, definition);
  for (const name of includableNames(definition)) {
    definitionsAround(relatedResource(findRelationship(definition, name)!)!, found);
  }
  return found;
}

export function fieldsParameter({ type }: Pick<ResourceDefinition, 'type'>): string {
  return `fields[${type}]`;
}
