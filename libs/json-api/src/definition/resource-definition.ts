import { type AttributeType, isHumanText } from './attribute-type.js';
import type { FilterOperator } from './filter-operator.js';
import type { Relationship } from './relationship.js';
import type { IdType } from './resource-id.js';
import type { TenantRows } from './tenancy.js';

/**
 * The declaration of one resource type of the API, as plain data:
 *
 *     export const userResource = {
 *       type: 'users',
 *       path: '/api/users',
 *       entity: User,
 *       attributes: {
 *         username: { type: 'identifier', ignoreCase: true, filter: true, sort: true, search: true
 * },
 *         birthday: { type: 'date', nullable: true },
 *         createdAt: { type: 'date-time', sort: true, readOnly: true },
 *       },
 *       relationships: {
 *         customer: { resource: (): ResourceDefinition => customerResource, property: 'customerId'
 * },
 *       },
 *       unique: { users_username_key: 'username' },
 *     } satisfies ResourceDefinition<User>;
 *
 * The server never sends attributes or relationships that are not declared. With an entity, the
 * compiler checks names, types and `nullable` against its properties.
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

  /** The tenant of each row, see `tenancy` of `JsonApiModule`. */
  readonly tenant?: TenantRows<keyof Entity & string>;

  /** Resources on a page; the defaults are those of `JsonApiModule.register`. */
  readonly page?: { readonly default?: number; readonly maximum?: number };

  readonly attributes: { readonly [Name in AttributeName<Entity>]?: Attribute<Entity[Name]> };

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
interface NamedFilter<Name = string> {
  readonly attribute: Name;
  readonly operator: 'lt';
}

/** `id` and `type` cannot be attributes (jsonapi.org 1.1, "Fields"). */
type AttributeName<Entity> = Exclude<keyof Entity & string, 'id' | 'type'>;

/** The options of an attribute of any type; `unknown` leaves the type open. */
export type Attribute<Value = unknown> = {
  readonly type: TypeOf<Value>;

  /** Description in the OpenAPI document, for a name that does not explain itself. */
  readonly description?: string;

  /**
   * Allows `filter[name]` and `filter[name][operator]`. Set it for indexed columns only. `true`
   * allows every operator that the type and `search` allow.
   */
  readonly filter?: FilterOf<Value>;

  /** Filters and `sort` compare `lower(column)`, so that expression needs the index. */
  readonly ignoreCase?: TextOnly<Value>;

  /**
   * Includes the attribute in `filter[search]` and allows filters for parts of its text. The column
   * needs a trigram index (pg_trgm), `gin (column gin_trgm_ops)`.
   */
  readonly search?: TextOnly<Value>;

  /**
   * Allows `sort=name` and `sort=-name`. Text sorts in an order that suits all languages: the index
   * needs `COLLATE root_collation`.
   */
  readonly sort?: boolean;

  /** The server rejects requests that set it, with a message that says so. */
  readonly readOnly?: boolean;

  /** The server rejects it in a PATCH: it is set once, when the resource is created. */
  readonly createOnly?: boolean;

  /** Requests can set it, but no answer contains it, and no filter or sort uses it. */
  readonly writeOnly?: boolean;
} & Nullable<Value>;

/** Maps a property to attribute types. The driver returns a `bigint` as a string, `${bigint}`. */
type TypeOf<Value> = unknown extends Value
  ? AttributeType
  : [NonNullable<Value>] extends [boolean]
    ? 'boolean'
    : [NonNullable<Value>] extends [number | `${bigint}`]
      ? 'integer'
      : [NonNullable<Value>] extends [Date]
        ? 'date-time'
        : [NonNullable<Value>] extends [string]
          ? 'string' | 'identifier' | 'name' | 'prose' | 'date'
          : [NonNullable<Value>] extends [readonly string[]]
            ? 'strings'
            : [NonNullable<Value>] extends [readonly unknown[]]
              ? never
              : [NonNullable<Value>] extends [object]
                ? 'object'
                : never;

/** Excludes filters on lists and objects. */
type FilterOf<Value> = unknown extends Value
  ? boolean | readonly FilterOperator[]
  : [NonNullable<Value>] extends [string | number | boolean | Date]
    ? boolean | readonly FilterOperator[]
    : false;

type TextOnly<Value> = unknown extends Value
  ? boolean
  : [NonNullable<Value>] extends [string]
    ? boolean
    : false;

/** Null is rejected for an attribute that is not nullable; `@IsOptional()` would let it through. */
export type Nullable<Value> = unknown extends Value
  ? { readonly nullable?: boolean }
  : null extends Value
    ? { readonly nullable: true }
    : { readonly nullable?: false };

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

/** True when the attribute sorts by language and not by code points. */
export function isCollated({ type, sort }: Attribute): boolean {
  return isHumanText(type) && sort === true;
}

/** Returns the attributes that `filter[search]` searches. */
export function searchableNames({ attributes }: ResourceDefinition): string[] {
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
