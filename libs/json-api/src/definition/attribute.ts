import { type AttributeType, isHumanText } from './attribute-type.js';
import { type FilterOperator, INEQUALITIES, isOrdered, TEXT_OPERATORS } from './filter-operator.js';

/** The options of an attribute of any type; `unknown` leaves the type open. */
export type Attribute<Value = unknown> = {
  readonly type: TypeOf<Value>;

  /** Description in the OpenAPI document, for a name that does not explain itself. */
  readonly description?: string;

  /**
   * Allows `filter[name]` and `filter[name][operator]`. Set it for indexed columns only. `true`
   * allows every operator that the type and `search` allow. A list has the operator `has` only, and
   * its index is `gin (column)`.
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

  /** All values of an enumeration, so that a filter for another value is rejected. */
  readonly values?: ValuesOf<Value>;

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

/** Excludes filters on objects, and on lists of other values than texts. */
type FilterOf<Value> = unknown extends Value
  ? boolean | readonly FilterOperator[]
  : [NonNullable<Value>] extends [string | number | boolean | Date | readonly string[]]
    ? boolean | readonly FilterOperator[]
    : false;

/** Includes only values that the property can have. */
type ValuesOf<Value> = unknown extends Value
  ? readonly string[]
  : [NonNullable<Value>] extends [string]
    ? readonly NonNullable<Value>[]
    : undefined;

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

/** Returns the filter operators of an attribute; none when it has no filter. */
export function operatorsOf(attribute: Attribute): readonly FilterOperator[] {
  if (!attribute.filter || attribute.writeOnly) return [];
  const possible = possibleOperators(attribute);
  return attribute.filter === true
    ? possible
    : possible.filter((operator) => [attribute.filter].flat().includes(operator));
}

/** Allows the text operators only with `search`, which means that there is a trigram index. */
function possibleOperators({ type, search }: Attribute): readonly FilterOperator[] {
  if (type === 'strings') return ['has'];
  return [
    'eq',
    'neq',
    ...(isOrdered(type) ? INEQUALITIES : []),
    ...(search ? TEXT_OPERATORS : []),
    'exists',
  ];
}

/** True when the attribute sorts by language and not by code points. */
export function isCollated({ type, sort }: Attribute): boolean {
  return isHumanText(type) && sort === true;
}
