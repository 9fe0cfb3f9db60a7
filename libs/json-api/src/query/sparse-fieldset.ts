import { includableNames } from './include.js';
import type { QueryParameters } from './query-parameters.js';
import { findRelationship, relatedResource } from '../definition/relationship.js';
import { fieldNames, findAttribute } from '../definition/fields.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';

/** The requested attributes and relationships ("Sparse Fieldsets"), by type. */
export type Fieldsets = ReadonlyMap<string, readonly string[]>;

const visible = new WeakMap<ResourceDefinition, readonly string[]>();

/**
 * Returns all fields that an answer may contain; cached, because every row of a list needs them.
 */
export function visibleFields(definition: ResourceDefinition): readonly string[] {
  const cached = visible.get(definition);
  if (cached) return cached;
  const names = fieldNames(definition);
  const fields = names.filter((name) => !findAttribute(definition, name)?.writeOnly);
  visible.set(definition, fields);
  return fields;
}

export function fieldsOf(fields: Fieldsets, definition: ResourceDefinition): readonly string[] {
  return fields.get(definition.type) ?? visibleFields(definition);
}

/** Reads `fields` of the resource and of all related types; an empty value requests no field. */
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
      parameters.reject(parameter, `there is no field ${name}; allowed: ${names.join(', ')}`);
    }
  }
  return fields;
}

/** Returns the definition and all definitions that its relationships lead to, by type. */
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
