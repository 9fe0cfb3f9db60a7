import { fieldNames, findAttribute } from '../definition/fields.js';
import { findToOne } from '../definition/relationship.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { findCriterion, relatedPaths } from '../query/criterion.js';

/** @throws Error when a name is used twice, or stands for no attribute or relationship */
export function requireNames(definition: ResourceDefinition): void {
  const { type, filters = {}, references = {} } = definition;
  const fields = fieldNames(definition);
  if (new Set(fields).size < fields.length) {
    throw new Error(`${type} has an attribute and a relationship of the same name`);
  }
  for (const { attribute } of Object.values(filters)) {
    if (findAttribute(definition, attribute)) continue;
    throw new Error(`${type} has no attribute ${attribute} to filter`);
  }
  for (const path of relatedPaths(definition)) {
    if (findCriterion(definition, path)) continue;
    throw new Error(`${type} cannot be filtered by ${path}, which is no text with a filter`);
  }
  for (const name of Object.values(references)) {
    if (findToOne(definition, name)) continue;
    throw new Error(`${type} has no relationship ${name} to one resource`);
  }
}
