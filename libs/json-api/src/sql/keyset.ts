import type { Position } from '../query/cursor.js';
import type { CursorPage } from '../query/pagination.js';
import { isInRelatedOrder } from '../query/related-order.js';
import { attributeAt } from '../definition/attribute-path.js';
import { type SortKey, totalOrder } from '../query/sort.js';
import type { RelatedOrder } from './first-rows.js';
import { type Bind, quote } from './statement.js';
import type { TableColumns } from './table-columns.js';

/** The name of the column with the position of a row. */
export const POSITION = '#position';

type Bounds = Pick<CursorPage, 'after' | 'before'>;

/** One key of an order in SQL. */
interface Key {
  expression: string;
  sqlType: string;
  descending: boolean;
  nullable: boolean;
}

/** A total order of a table's rows: its sort keys, and the conditions for rows before and after. */
export class Keyset {
  private readonly keys: readonly Key[];

  /** Joins of related resources whose attributes are sort keys: ` left join …`. */
  readonly joins: string;

  /** Set when the indexes of two tables have the order. */
  readonly related: RelatedOrder | undefined;

  constructor(table: TableColumns, { sort, bind }: { sort: readonly SortKey[]; bind: Bind }) {
    const joins: string[] = [];
    const orders: RelatedOrder[] = [];
    this.keys = totalOrder(sort).map(({ attribute: path, descending }, index) => {
      const { definition, attribute, relationship } = attributeAt(table.definition, path);
      if (!relationship) return keyOf(table, attribute, { alias: 'r', descending });
      const related = table.of(definition);
      const alias = `s${index}`;
      const foreignKey = `r.${table.column(relationship.property)}`;
      joins.push(related.leftJoin(alias, `${alias}.${related.column('id')} = ${foreignKey}`, bind));
      const key = keyOf(related, attribute, { alias, descending });
      orders.push({ ...key, table, related, alias, foreignKey });
      // A database policy or a tenant may hide the related row that the column refers to.
      return { ...key, nullable: true };
    });
    this.joins = joins.join('');
    this.related = isInRelatedOrder(table.definition, sort) ? orders[0] : undefined;
  }

  /** Returns the list after `order by`; reversed for a page that is read backwards. */
  order(backwards = false): string {
    return this.keys
      .map(({ expression, descending }) =>
        descending === backwards ? expression : `${expression} desc`,
      )
      .join(', ');
  }

  /** The keys as columns, to order the rows of a subquery. */
  get columns(): string {
    return this.keys
      .map(({ expression }, index) => `${expression} as ${keyName(index)}`)
      .join(', ');
  }

  get columnNames(): string {
    return this.keys.map((_, index) => keyName(index)).join(', ');
  }

  columnOrder(backwards: boolean): string {
    return this.keys
      .map(({ descending }, index) =>
        descending === backwards ? keyName(index) : `${keyName(index)} desc`,
      )
      .join(', ');
  }

  /** The exact position of a row, as text: a Date would lose the microseconds of the database. */
  get position(): string {
    return `array[${this.keys.map(({ expression }) => `${expression}::text`).join(', ')}]`;
  }

  /** Returns the conditions for rows after one position and before the other. */
  within({ after, before }: Bounds, bind: Bind): string[] {
    return [
      ...(after ? [this.beyond(after, false, bind)] : []),
      ...(before ? [this.beyond(before, true, bind)] : []),
    ];
  }

  /**
   * Returns the same as alternatives that have no row in common. When the first key can be null, its
   * index has two ranges of rows after a position. With `or` between them, PostgreSQL would read the
   * index from its start.
   */
  ranges(bounds: Bounds, bind: Bind): string[][] {
    const { after, before } = bounds;
    const position = after ?? before;
    const [key, id] = this.keys;
    const isSplit = key!.nullable && this.keys.length === 2 && this.joins === '';
    if (!position || (after && before) || !isSplit || key!.descending !== id!.descending) {
      return [this.within(bounds, bind)];
    }
    const [value, lastId] = position;
    const sign = key!.descending === (before !== null) ? '>' : '<';
    const lastPlace = `${bind(lastId)}::${id!.sqlType}`;
    const isNull = `${key!.expression} is null`;
    if (value === null || value === undefined) {
      const rest = [isNull, `${id!.expression} ${sign} ${lastPlace}`];
      return sign === '>' ? [rest] : [rest, [`${key!.expression} is not null`]];
    }
    const last = `(${bind(value)}::${key!.sqlType}, ${lastPlace})`;
    const rest = [`(${key!.expression}, ${id!.expression}) ${sign} ${last}`];
    return sign === '>' ? [rest, [isNull]] : [rest];
  }

  /** Returns the condition for rows after a position, or before it when the order is reversed. */
  beyond(position: Position, backwards: boolean, bind: Bind): string {
    const keys = this.keys.map((key, index) => {
      const text = position[index] ?? null;
      const value = text === null ? null : `${bind(text)}::${key.sqlType}`;
      return { ...key, value, sign: key.descending === backwards ? '>' : '<' };
    });
    const signs = new Set(keys.map(({ sign }) => sign));
    if (signs.size === 1 && !keys.some(({ nullable, value }) => nullable || value === null)) {
      const row = keys.map(({ expression }) => expression).join(', ');
      return `(${row}) ${[...signs].join('')} (${keys.map(({ value }) => value).join(', ')})`;
    }
    const alternatives = keys.map((key, index) =>
      [...keys.slice(0, index).map(equals), exceeds(key)].join(' and '),
    );
    return `(${alternatives.map((all) => `(${all})`).join(' or ')})`;
  }
}

function keyOf(
  table: TableColumns,
  attribute: string,
  { alias, descending }: { alias: string; descending: boolean },
): Key {
  return {
    expression: table.comparable(attribute, alias),
    sqlType: table.sqlType(attribute),
    descending,
    nullable: table.isNullable(attribute),
  };
}

/** Returns the name of a key column; no property has such a name. */
function keyName(index: number): string {
  return quote(`#key${index}`);
}

interface Bound extends Key {
  value: string | null;
  sign: string;
}

function equals({ expression, value }: Bound): string {
  return value === null ? `${expression} is null` : `${expression} = ${value}`;
}

/** Returns the condition for rows beyond the value. PostgreSQL sorts null as the largest value. */
function exceeds({ expression, value, sign, nullable }: Bound): string {
  if (value === null) return sign === '>' ? 'false' : `${expression} is not null`;
  const beyond = `${expression} ${sign} ${value}`;
  return sign === '>' && nullable ? `(${beyond} or ${expression} is null)` : beyond;
}
