import type { AttributeType } from './attribute-type.js';
import type { Relationship } from './relationship.js';
import type { IdType } from './resource-id.js';

/**
 * What the API says of one kind of resource, as plain data:
 *
 *     export const userResource = {
 *       type: 'users',
 *       path: '/api/users',
 *       attributes: {
 *         username: { type: 'string', filter: 'ignore-case', sort: true },
 *         birthday: { type: 'date', nullable: true },
 *         createdAt: { type: 'date-time', sort: true, readOnly: true },
 *       },
 *       unique: { staff_users_username_key: 'username' },
 *     } satisfies ResourceDefinition<User>;
 *
 * An attribute or a relationship that is not declared never leaves the server. With an entity
 * the compiler checks names, types and `nullable` against its properties.
 */
export interface ResourceDefinition<Entity = Record<string, unknown>> {
  readonly type: string;

  /** Of the collection; the links begin with it. An absolute path, or an absolute URL. */
  readonly path: string;

  /** `bigint` when it is not said. */
  readonly idType?: IdType;

  readonly attributes: { readonly [Name in AttributeName<Entity>]?: Attribute<Entity[Name]> };

  readonly relationships?: Readonly<Record<string, Relationship<Entity>>>;

  /** Filters that compare an attribute otherwise than `filter[attribute]` does, each by its own name. */
  readonly filters?: Readonly<Record<string, NamedFilter<AttributeName<Entity>>>>;

  /** Constraints and unique indexes of the table, each with the attribute that a violation is about. */
  readonly unique?: Readonly<Record<string, AttributeName<Entity>>>;
}

/**
 * `unusedSince: { attribute: 'idleSince', operator: 'before' }` is
 * `filter[unusedSince]=2020-01-01T00:00:00Z`: an attribute less than the value,
 * which is one of the attribute's type. Without `sort` the rows come in the
 * order of that attribute.
 */
export interface NamedFilter<Name = string> {
  readonly attribute: Name;
  readonly operator: 'before';
}

/** `id` and `type` cannot be attributes (jsonapi.org 1.1, "Fields"). */
type AttributeName<Entity> = Exclude<keyof Entity & string, 'id' | 'type'>;

/** What is common to attributes of every type; `unknown` leaves the type open. */
export type Attribute<Value = unknown> = {
  readonly type: TypeOf<Value>;

  /**
   * `filter[name]` is allowed: declare it for indexed columns only.
   * `ignore-case` compares and sorts `lower(column)`, so it is that which needs the index.
   */
  readonly filter?: FilterOf<Value>;

  /** `sort=name` and `sort=-name` are allowed. */
  readonly sort?: boolean;

  /** Refused in a request, with a message that says so. */
  readonly readOnly?: boolean;
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
          ? 'string' | 'date'
          : [NonNullable<Value>] extends [readonly string[]]
            ? 'strings'
            : [NonNullable<Value>] extends [readonly unknown[]]
              ? never
              : [NonNullable<Value>] extends [object]
                ? 'object'
                : never;

/** No filter compares a list or an object. */
type FilterOf<Value> = unknown extends Value
  ? boolean | 'ignore-case'
  : [NonNullable<Value>] extends [string | number | boolean | Date]
    ? boolean | 'ignore-case'
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

export function findFilter(
  { filters = {} }: ResourceDefinition,
  name: string,
): NamedFilter | undefined {
  return Object.hasOwn(filters, name) ? filters[name] : undefined;
}

export function filterNames({ filters = {} }: ResourceDefinition): string[] {
  return Object.keys(filters);
}
