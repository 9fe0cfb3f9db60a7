import type { IdType } from './resource-id.js';
import {
  attributeNames,
  findAttribute,
  type Nullable,
  type ResourceDefinition,
} from './resource-definition.js';

/**
 * What a resource says of others:
 *
 *     relationships: {
 *       client: { type: 'oauth-clients', property: 'clientId', filter: true },
 *       secrets: { related: ({ id }) => `/api/oauth-client-secrets?filter[client]=${id}` },
 *     }
 */
export type Relationship<Entity = Record<string, unknown>> = ToOne<Entity> | ToMany<Entity>;

/** To one resource at the most, whose id is in a column of the table. */
export type ToOne<Entity = Record<string, unknown>> = {
  [Name in Property<Entity>]: ToOneIn<Entity, Name>;
}[Property<Entity>];

type ToOneIn<Entity, Name extends Property<Entity>> = Needs<Entity> & {
  /** The related resource's; a function where it depends on the row. Not called for null. */
  readonly type: string | ((row: Row<Entity>) => string);

  /** Has the related resource's id: a text, or null. */
  readonly property: Name;

  /** Of the related resource; `bigint` when it is not said. */
  readonly idType?: IdType;

  /** That a request may refer to. Required for writing when `type` is a function. */
  readonly types?: readonly string[];

  /** `filter[name]=id` is allowed: declare it for indexed columns only. */
  readonly filter?: boolean;

  /** Refused in a request, with a message that says so. */
  readonly readOnly?: boolean;
} & Nullable<Entity[Name]>;

/** To any number of resources: a link that leads to them, and no more. */
export interface ToMany<Entity = Record<string, unknown>> extends Needs<Entity> {
  /** A path or URL; its query is percent-encoded by us. */
  readonly related: (row: Row<Entity>) => string;
}

interface Needs<Entity> {
  /** Properties that the function reads besides `id`: selected whatever fields are asked for. */
  readonly needs?: readonly (keyof Entity & string)[];
}

/** Those of the entity that can hold an id. */
type Property<Entity> = {
  [Name in keyof Entity & string]: unknown extends Entity[Name]
    ? Name
    : NonNullable<Entity[Name]> extends string
      ? Name
      : never;
}[keyof Entity & string];

/** Of an open definition nobody knows the entity, so any function will do. */
type Row<Entity> = string extends keyof Entity ? never : Readonly<Entity>;

/** Undefined for every name that is not declared, `constructor` and `__proto__` included. */
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

export function relationshipNames({ relationships = {} }: ResourceDefinition): string[] {
  return Object.keys(relationships);
}

/** Attributes and relationships, which share one namespace (jsonapi.org 1.1, "Fields"). */
export function fieldNames(definition: ResourceDefinition): string[] {
  return [...attributeNames(definition), ...relationshipNames(definition)];
}

/** What of the row a field is made of. */
export function propertiesOf(definition: ResourceDefinition, field: string): readonly string[] {
  if (findAttribute(definition, field)) return [field];
  const { needs = [] } = findRelationship(definition, field) ?? {};
  const toOne = findToOne(definition, field);
  return toOne ? [toOne.property, ...needs] : needs;
}
