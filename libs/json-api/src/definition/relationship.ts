import type { IdType } from './resource-id.js';
import {
  attributeNames,
  findAttribute,
  type Nullable,
  type ResourceDefinition,
} from './resource-definition.js';

/**
 * The relationships of a resource to others:
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
 * `/api/users/7/relationships/roles`, which the application must serve. (The functions declare
 * the type of their result because two definitions may refer to each other.)
 */
export type Relationship<Entity = Record<string, unknown>> =
  ToOne<Entity> | ToMany | RelatedLink<Entity>;

/** A relationship to at most one resource, whose id is in a column of the table. */
export type ToOne<Entity = Record<string, unknown>> = {
  [Name in Property<Entity>]: ToOneIn<Entity, Name>;
}[Property<Entity>];

type ToOneIn<Entity, Name extends Property<Entity>> = Needs<Entity> & {
  /** The related resource. Without it, set `type`; the relationship cannot be included then. */
  readonly resource?: () => ResourceDefinition;

  /** The type of the related resource, or a function of the row. Not called when the id is null. */
  readonly type?: string | ((row: Row<Entity>) => string);

  /** The property with the id of the related resource: a string, or null. */
  readonly property: Name;

  /** The id type of the related resource; by default that of `resource`, or `bigint`. */
  readonly idType?: IdType;

  /** The types that a request may refer to. Required for writing when `type` is a function. */
  readonly types?: readonly string[];

  /** Allows `filter[name]=id`. Set it for indexed columns only. */
  readonly filter?: boolean;

  /**
   * Allows `sort=name.attribute` for these attributes of `resource`, which must be sortable there.
   */
  readonly sort?: readonly string[];

  /** The server rejects requests that set it, with a message that says so. */
  readonly readOnly?: boolean;
} & Nullable<Entity[Name]>;

/**
 * A relationship to any number of resources, through their own to-one relationship or a join table.
 */
export type ToMany = {
  readonly resource: () => ResourceDefinition;

  /** The server rejects requests that set it, with a message that says so. */
  readonly readOnly?: boolean;
} & (
  | {
      /** The to-one relationship of `resource` that leads back. Its column needs an index. */
      readonly inverse: string;
    }
  | { readonly through: JoinTable }
);

/** The names of a table and its columns in the database; both columns need an index. */
interface JoinTable {
  readonly table: string;
  /** The column with the id of the resource that declares the relationship. */
  readonly own: string;
  /** The column with the id of the related resource. */
  readonly other: string;
}

/** A relationship to any number of resources that consists of a link only. */
interface RelatedLink<Entity = Record<string, unknown>> extends Needs<Entity> {
  /** Returns a path or URL; the library percent-encodes its query. */
  readonly related: (row: Row<Entity>) => string;
}

interface Needs<Entity> {
  /**
   * Properties that the function reads, apart from `id`. They are selected together with the relationship, also when `fields` omits them.
   */
  readonly needs?: readonly (keyof Entity & string)[];
}

/** The properties of the entity that can hold an id. */
type Property<Entity> = {
  [Name in keyof Entity & string]: unknown extends Entity[Name]
    ? Name
    : NonNullable<Entity[Name]> extends string
      ? Name
      : never;
}[keyof Entity & string];

/** The parameter of the function; an open definition has no entity, so it allows any function. */
type Row<Entity> = string extends keyof Entity ? never : Readonly<Entity>;

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
