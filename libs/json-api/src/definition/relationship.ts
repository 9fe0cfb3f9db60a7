import type { IdType } from './resource-id.js';
import type { Relationship, ResourceDefinition, ToOne } from './resource-definition.js';

/** Returns undefined for names that are not declared, including `constructor` and `__proto__`. */
export function findRelationship(
  { relationships = {} }: ResourceDefinition,
  name: string,
): Relationship | undefined {
  return Object.hasOwn(relationships, name) ? relationships[name] : undefined;
}

export function findToOne(definition: ResourceDefinition, name: string): ToOne | undefined {
  const relationship = findRelationship(definition, name);
  return relationship && 'property' in relationship ? relationship : undefined;
}

/** Returns the definition of the related resources; undefined when the relationship has none. */
export function relatedResource(relationship: Relationship): ResourceDefinition | undefined {
  return 'resource' in relationship ? relationship.resource?.() : undefined;
}

/** Returns the related type; undefined when it depends on the row. */
export function typeOf(toOne: ToOne): string | undefined {
  if (toOne.resource) return toOne.resource().type;
  return typeof toOne.type === 'string' ? toOne.type : undefined;
}

/** Returns the types that a relationship can be set to. */
export function referableTypes(toOne: ToOne): readonly string[] | undefined {
  const type = typeOf(toOne);
  return toOne.types ?? (type === undefined ? undefined : [type]);
}

/** Returns the id type of the related resource. */
export function idTypeOf(toOne: ToOne): IdType {
  return toOne.idType ?? toOne.resource?.().idType ?? 'bigint';
}

export function relationshipNames({ relationships = {} }: ResourceDefinition): string[] {
  return Object.keys(relationships);
}
