import type { Position } from '../query/cursor.js';
import { isBackwards, type PageRequest } from '../query/pagination.js';
import { visibleFields } from '../query/sparse-fieldset.js';
import { type Bind, quote } from './statement.js';
import type { TableColumns } from './table-columns.js';

/** An order by one attribute of a related resource, served by the indexes of both tables. */
export interface RelatedOrder {
  table: TableColumns;
  related: TableColumns;

  /** The name of the related table in the statement. */
  alias: string;

  /** The attribute in SQL, and the name of its type in PostgreSQL. */
  expression: string;
  sqlType: string;

  /** The column with the id of the related row, `r."customer_id"`. */
  foreignKey: string;
  descending: boolean;
}

/**
 * Selects at least `max` first rows of a page, unsorted but without gaps. PostgreSQL has no such
 * plan for a join, so the statement spells it out: it reads related rows in the order of their
 * index, and the rows of each in the order of the index of the foreign key. Rows without a related
 * row come last, or first when descending.
 */
export function firstRows(
  order: RelatedOrder,
  { page, max }: { page: PageRequest; max: string },
  bind: Bind,
): string {
  const { table, related, alias, expression, foreignKey } = order;
  const isUp = order.descending === isBackwards(page);
  const inputs = table.columnsOf(table.properties(visibleFields(table.definition)));
  const end = (key: string) =>
    `order by ${[key, `r.${table.column('id')}`].map((by) => (isUp ? by : `${by} desc`)).join(', ')}` +
    ` limit ${max}`;
  const steps = stepsOf(order, { page, isUp }, bind).map((step, index) => {
    const before = Array.from({ length: index }, (_, n) => `(select count(*) from ${stepName(n)})`);
    const unfilled = index > 0 ? [`${before.join(' + ')} < ${max}`] : [];
    if (!step.related) {
      const from = table.from([...step.rows, ...unfilled], bind);
      return `select ${inputs} ${from} ${end(foreignKey)}`;
    }
    const rows = `select ${inputs} ${table.from(step.rows, bind)} ${end(foreignKey)}`;
    const joins = ` cross join lateral (${rows}) r`;
    const from = related.from([...step.related, ...unfilled], bind, { joins, alias });
    return `select ${inputs} ${from} ${end(expression)}`;
  });
  const named = steps.map((step, index) => `${stepName(index)} as materialized (${step})`);
  const all = steps.map((_, index) => `select * from ${stepName(index)}`);
  return `with ${named.join(', ')} ${all.join(' union all ')}`;
}

/** A step reads rows of some related rows, or rows without one, if earlier steps found too few. */
interface Step {
  related?: readonly string[];
  rows: readonly string[];
}

/**
 * After a cursor, the first step reads the remaining rows of the same value. It uses two
 * inequalities instead of `=`: PostgreSQL estimates that they match many rows, so it reads in the
 * order of the index and stops early. With `=` it expects few rows, and would sort all rows of a
 * large company.
 */
function stepsOf(
  order: RelatedOrder,
  { page, isUp }: { page: PageRequest; isUp: boolean },
  bind: Bind,
): Step[] {
  const { table, related, alias, expression, sqlType, foreignKey } = order;
  const [id, relatedId] = [`r.${table.column('id')}`, `${alias}.${related.column('id')}`];
  const [beyond, upTo] = isUp ? ['>', '<='] : ['<', '>='];
  const ofAll = [
    `${foreignKey} >= ${relatedId}`,
    `(${foreignKey}, ${foreignKey}) <= (${relatedId}, ${relatedId})`,
  ];
  const unrelated = { rows: [`${foreignKey} is null`] };
  const everyone = { related: [], rows: ofAll };
  const start = startOf(page);
  if (!start) return isUp ? [everyone, unrelated] : [unrelated, everyone];

  const [value, lastId] = start;
  const last = `${bind(lastId)}::${table.idType}`;
  if (value === null || value === undefined) {
    const further = { rows: [...unrelated.rows, `${id} ${beyond} ${last}`] };
    return isUp ? [further] : [further, everyone];
  }
  const bound = `${bind(value)}::${sqlType}`;
  const rest = `(${foreignKey}, ${id}) ${beyond} (${relatedId}, ${last})`;
  const same = {
    related: [`${expression} = ${bound}`],
    rows: [rest, `${foreignKey} ${upTo} ${relatedId}`],
  };
  const others = { related: [`${expression} ${beyond} ${bound}`], rows: ofAll };
  return isUp ? [same, others, unrelated] : [same, others];
}

function startOf(page: PageRequest): Position | null {
  return 'cursors' in page ? (page.after ?? page.before) : null;
}

/** Returns the name of a step; no property has such a name. */
function stepName(index: number): string {
  return quote(`#step${index}`);
}
