import { findToOne, relatedResource } from './relationship.js';
import type { ResourceDefinition } from './resource-definition.js';

/** True for `customer.name`, the path of an attribute of a related resource. */
export function isRelated(path: string): boolean {
  return path.includes('.');
}

/** Returns the attribute, its definition, and the to-one relationship that leads to it. */
export function attributeAt(definition: ResourceDefinition, path: string) {
  const [name = '', attribute] = path.split('.');
  if (attribute === undefined) return { definition, attribute: name };
  const relationship = findToOne(definition, name);
  const related = relationship && relatedResource(relationship);
  if (!related) throw new Error(`${definition.type} has no ${path}: ${name} has no resource`);
  return { definition: related, attribute, relationship };
}
