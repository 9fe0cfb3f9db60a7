import { type AttributeType, isHumanText } from './attribute-type.js';
import type { FilterOperator } from './filter-operator.js';
import type { Relationship } from './relationship.js';
import type { IdType } from './resource-id.js';
import type { TenantRows } from './tenancy.js';

/**
 * What the API says of one kind of resource, as plain data:
 *
 *     export const userResource = {
 *       type: 'users',
 *       path: '/api/users',
 *       entity: User,
 *       attributes: {
 *         username: { type: 'identifier', ignoreCase: true, filter: true, sort: true, search: true },
 *         birthday: { type: 'date', nullable: true },
 *         createdAt: { type: 'date-time', sort: true, readOnly: true },
 *       },
 *       relationships: {
 *         customer: { resource: (): ResourceDefinition => customerResource, property: 'customerId' },
 *       },
 *       unique: { users_username_key: 'username' },
 *     } satisfies ResourceDefinition<User>;
 *
 * An attribute or a relationship that is not declared never leaves the server. With an entity
 * the compiler checks names, types and `nullable` against its properties.
 */
export interface ResourceDefinition<Entity = Record<string, unknown>> {
  readonly type: string;

  /** Of the collection; the links begin with it. An absolute path, or an absolute URL. */
  readonly path: string;

  /** Whose table has the rows. Without it they are computed, and nothing can include them. */
  readonly entity?: string extends keyof Entity ? EntityClass<object> : EntityClass<Entity>;

  /** `bigint` when it is not said. */
  readonly idType?: IdType;

  /** The tenant of each row, see `tenancy` of `JsonApiModule`. */
  readonly tenant?: TenantRows<keyof Entity & string>;

  /** Resources on a page; what is not said is as `JsonApiModule.register` has it. */
  readonly page?: { readonly default?: number; readonly maximum?: number };

  readonly attributes: { readonly [Name in AttributeName<Entity>]?: Attribute<Entity[Name]> };

  readonly relationships?: Readonly<Record<string, Relationship<Entity>>>;

  /** Filters that compare an attribute otherwise than `filter[attribute]` does, each by its own name. */
  readonly filters?: Readonly<Record<string, NamedFilter<AttributeName<Entity>>>>;

  /** Constraints and unique indexes of the table, each with the attribute that a violation is about. */
  readonly unique?: Readonly<Record<string, AttributeName<Entity>>>;

  /**
   * Foreign keys of the table, each with its relationship. A violation is about that one, and
   * says of a resource that cannot be deleted, by the `inverse`, which others refer to it.
   *
   * A relationship listed here can also serve a sort by a related attribute. So policies of the
   * database must not hide the rows it refers to, and the column needs an index with the id.
   */
  readonly references?: Readonly<Record<string, string>>;
}

type EntityClass<Entity> = abstract new (...values: never[]) => Entity;

/**
 * `unusedSince: { attribute: 'idleSince', operator: 'lt' }` is
 * `filter[unusedSince]=2020-01-01T00:00:00Z`: an attribute less than the value,
 * which is one of the attribute's type. Without `sort` the rows come in the
 * order of that attribute.
 */
interface NamedFilter<Name = string> {
  readonly attribute: Name;
  readonly operator: 'lt';
}

/** `id` and `type` cannot be attributes (jsonapi.org 1.1, "Fields"). */
type AttributeName<Entity> = Exclude<keyof Entity & string, 'id' | 'type'>;

/** What is common to attributes of every type; `unknown` leaves the type open. */
export type Attribute<Value = unknown> = {
  readonly type: TypeOf<Value>;

  /** A description in the OpenAPI document, for a name that does not say enough. */
  readonly description?: string;

  /**
   * `filter[name]` and `filter[name][operator]` are allowed: declare it for indexed
   * columns only. `true` is for every operator that the type and `search` allow.
   */
  readonly filter?: FilterOf<Value>;

  /** Filters and `sort` compare `lower(column)`, so it is that which needs the index. */
  readonly ignoreCase?: TextOnly<Value>;

  /**
   * `filter[search]` looks here, and the filters for parts of a text are allowed: the
   * column needs a trigram index (pg_trgm), `gin (column gin_trgm_ops)`.
   */
  readonly search?: TextOnly<Value>;

  /**
   * `sort=name` and `sort=-name` are allowed. Texts sort as people expect in any language: the
   * index needs `COLLATE root_collation`.
   */
  readonly sort?: boolean;

  /** Refused in a request, with a message that says so. */
  readonly readOnly?: boolean;

  /** Refused in a PATCH: it is set once, when the resource is created. */
  readonly createOnly?: boolean;

  /** Taken in a request, and told by nothing: no answer has it, no filter and no order. */
  readonly writeOnly?: boolean;
} & Nullable<Value>;

/** The driver reads a `bigint` as a text, which an entity says as `${bigint}`. */
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

/** No filter compares a list or an object. */
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

/** An attribute that is not nullable is refused as null: `@IsOptional()` would let it through. */
export type Nullable<Value> = unknown extends Value
  ? { readonly nullable?: boolean }
  : null extends Value
    ? { readonly nullable: true }
    : { readonly nullable?: false };

/** Undefined for every name that is not declared, `constructor` and `__proto__` included. */
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

/** Those that `filter[search]` looks into. */
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
