import type { Attribute } from './attribute.js';
import { findRelationship, findToOne, relationshipNames } from './relationship.js';
import type { NamedFilter, ResourceDefinition } from './resource-definition.js';

/** Returns undefined for names that are not declared, including `constructor` and `__proto__`. */
export function findAttribute(
  { attributes }: ResourceDefinition,
  name: string,
): Attribute | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

export function attributeNames({ attributes }: ResourceDefinition): string[] {
  return Object.keys(attributes);
}

/** Returns the attributes that `filter[search]` searches. */
export function searchableNames({ attributes, scan }: ResourceDefinition): string[] {
  if (scan) return [...scan.search];
  return Object.entries(attributes)
    .filter(([, attribute]) => attribute?.search && !attribute.writeOnly)
    .map(([name]) => name);
}

export function findFilter(
  { filters = {} }: ResourceDefinition,
  name: string,
): NamedFilter | undefined {
  return Object.hasOwn(filters, name) ? filters[name] : undefined;
}

export function filterNames({ filters = {} }: ResourceDefinition): string[] {
  return Object.keys(filters);
}

/** Returns attributes and relationships, which share a namespace (jsonapi.org 1.1, "Fields"). */
export function fieldNames(definition: ResourceDefinition): string[] {
  return [...attributeNames(definition), ...relationshipNames(definition)];
}

/** Returns the properties of the row that a field is made from. */
export function propertiesOf(definition: ResourceDefinition, field: string): readonly string[] {
  if (findAttribute(definition, field)) return [field];
  const relationship = findRelationship(definition, field);
  const needs = (relationship && 'needs' in relationship && relationship.needs) || [];
  const toOne = findToOne(definition, field);
  return toOne ? [toOne.property, ...needs] : needs;
}
