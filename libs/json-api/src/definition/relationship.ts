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
 *       customer: { resource: (): ResourceDefinition => customerResource, property: 'customerId' },
 *       users: { resource: (): ResourceDefinition => userResource, inverse: 'customer' },
 *       roles: {
 *         resource: (): ResourceDefinition => roleResource,
 *         through: { table: 'user_roles', own: 'user_id', other: 'role_id' },
 *       },
 *       owner: { type: ({ side }) => …, property: 'ownerId', needs: ['side'] },
 *       secrets: { related: ({ id }) => `/api/oauth-client-secrets?filter[client]=${id}` },
 *     }
 *
 * The first three can be included and have addresses, `/api/users/7/roles` and
 * `/api/users/7/relationships/roles`, for which the application has routes. (The
 * functions have the type of their result written out, as two definitions
 * may name each other.)
 */
export type Relationship<Entity = Record<string, unknown>> =
  ToOne<Entity> | ToMany | RelatedLink<Entity>;

/** To one resource at the most, whose id is in a column of the table. */
export type ToOne<Entity = Record<string, unknown>> = {
  [Name in Property<Entity>]: ToOneIn<Entity, Name>;
}[Property<Entity>];

type ToOneIn<Entity, Name extends Property<Entity>> = Needs<Entity> & {
  /** Of the related resource. Without it, say `type`; it cannot be included then. */
  readonly resource?: () => ResourceDefinition;

  /** The related resource's; a function where it depends on the row. Not called for null. */
  readonly type?: string | ((row: Row<Entity>) => string);

  /** Has the related resource's id: a text, or null. */
  readonly property: Name;

  /** Of the related resource; `bigint` when neither it nor `resource` is said. */
  readonly idType?: IdType;

  /** That a request may refer to. Required for writing when `type` is a function. */
  readonly types?: readonly string[];

  /** `filter[name]=id` is allowed: declare it for indexed columns only. */
  readonly filter?: boolean;

  /** `sort=name.attribute` is allowed for these attributes of `resource`, which must be sortable there. */
  readonly sort?: readonly string[];

  /** Refused in a request, with a message that says so. */
  readonly readOnly?: boolean;
} & Nullable<Entity[Name]>;

/** To any number of resources, which know of this one themselves, or by a table between the two. */
export type ToMany = {
  readonly resource: () => ResourceDefinition;

  /** Refused in a request, with a message that says so. */
  readonly readOnly?: boolean;
} & (
  | {
      /** The relationship to one of `resource` that leads back. Its column needs an index. */
      readonly inverse: string;
    }
  | { readonly through: JoinTable }
);

/** Names of a table and its columns, as the database has them; both columns need an index. */
interface JoinTable {
  readonly table: string;
  /** Has the id of the resource that declares the relationship. */
  readonly own: string;
  /** Has the id of the related one. */
  readonly other: string;
}

/** To any number of resources: a link that leads to them, and no more. */
interface RelatedLink<Entity = Record<string, unknown>> extends Needs<Entity> {
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

/** The definition of the resources that a relationship leads to; undefined when nothing says it. */
export function relatedResource(relationship: Relationship): ResourceDefinition | undefined {
  return 'resource' in relationship ? relationship.resource?.() : undefined;
}

/** Of a relationship to one whose type does not depend on the row. */
export function typeOf(toOne: ToOne): string | undefined {
  if (toOne.resource) return toOne.resource().type;
  return typeof toOne.type === 'string' ? toOne.type : undefined;
}

/** The types that a relationship can be set to. */
export function referableTypes(toOne: ToOne): readonly string[] | undefined {
  const type = typeOf(toOne);
  return toOne.types ?? (type === undefined ? undefined : [type]);
}

/** Of the resource that a relationship to one leads to. */
export function idTypeOf(toOne: ToOne): IdType {
  return toOne.idType ?? toOne.resource?.().idType ?? 'bigint';
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
  const relationship = findRelationship(definition, field);
  const needs = (relationship && 'needs' in relationship && relationship.needs) || [];
  const toOne = findToOne(definition, field);
  return toOne ? [toOne.property, ...needs] : needs;
}
