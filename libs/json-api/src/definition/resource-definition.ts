import type { Attribute, Nullable } from './attribute.js';
import type { IdType } from './resource-id.js';
import type { Scan } from './scan.js';
import type { TenantRows } from './tenancy.js';

/**
 * The declaration of one resource type of the API, as plain data:
 *
 *     export const userResource = {
 *       type: 'users',
 *       path: '/api/users',
 *       entity: User,
 *       attributes: {
 *         username: { type: 'identifier', ignoreCase: true, filter: true, sort: true },
 *         birthday: { type: 'date', nullable: true },
 *         createdAt: { type: 'date-time', sort: true, readOnly: true },
 *       },
 *       relationships: {
 *         customer: {
 *           resource: (): ResourceDefinition => customerResource,
 *           property: 'customerId',
 *         },
 *       },
 *       unique: { users_username_key: 'username' },
 *     } satisfies ResourceDefinition<User>;
 *
 * The server sends only declared attributes and relationships. With an entity, the compiler checks
 * names, types and `nullable` against its properties.
 */
export interface ResourceDefinition<Entity = Record<string, unknown>> {
  readonly type: string;

  /** Path or absolute URL of the collection. The links begin with it. */
  readonly path: string;

  /**
   * The entity of the table. Without it the application computes the rows, which cannot be
   * included.
   */
  readonly entity?: string extends keyof Entity ? EntityClass<object> : EntityClass<Entity>;

  /** The default is `bigint`. */
  readonly idType?: IdType;

  /** The tenant of each row, see `tenancy`; for rows of `everyone`, the scopes alone decide. */
  readonly tenant?: TenantRows<keyof Entity & string> | 'everyone';

  /** Resources on a page, if not those of `JsonApiModule.register`; reads without an index. */
  readonly page?: { readonly default?: number; readonly maximum?: number };
  readonly scan?: Scan<AttributeName<Entity>>;

  readonly attributes: { readonly [Name in AttributeName<Entity>]?: Attribute<Entity[Name]> };

  /**
   * Attributes of an example in the OpenAPI document, as in JSON. Types with an obvious example,
   * such as dates, need none.
   */
  readonly example?: { readonly [Name in AttributeName<Entity>]?: unknown };

  readonly relationships?: Readonly<Record<string, Relationship<Entity>>>;

  /** Filters with their own names, which compare an attribute in another way. */
  readonly filters?: Readonly<Record<string, NamedFilter<AttributeName<Entity>>>>;

  /** Unique constraints and indexes of the table, each with the attribute its errors point to. */
  readonly unique?: Readonly<Record<string, AttributeName<Entity>>>;

  /**
   * Foreign keys of the table, each with the relationship that its errors point to. When a resource
   * cannot be deleted, the error uses `inverse` to link to the resources that refer to it.
   *
   * A relationship listed here can also serve a sort by a related attribute. So database policies
   * must not hide the rows it refers to, and the column needs an index with the id.
   */
  readonly references?: Readonly<Record<string, string>>;
}

type EntityClass<Entity> = abstract new (...values: never[]) => Entity;

/**
 * A filter for attributes less than a value. With
 * `unusedSince: { attribute: 'idleSince', operator: 'lt' }`, clients send
 * `filter[unusedSince]=2020-01-01T00:00:00Z`. The value has the type of the attribute. Without
 * `sort`, the rows are sorted by that attribute.
 */
export interface NamedFilter<Name = string> {
  readonly attribute: Name;
  readonly operator: 'lt';
}

/** `id` and `type` cannot be attributes (jsonapi.org 1.1, "Fields"). */
type AttributeName<Entity> = Exclude<keyof Entity & string, 'id' | 'type'>;

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

  /** Allows `filter[name.attribute]` for these texts of `resource`, which have a filter there. */
  readonly filterBy?: readonly string[];

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

export interface Needs<Entity> {
  /**
   * Properties that the function reads, apart from `id`. They are selected together with the
   * relationship, even when `fields` omits them.
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
