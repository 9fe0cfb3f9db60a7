import type { DeletionQuery } from '../deletion-query.js';
import { visibleFields } from '../sparse-fieldset.js';
import { conditionsOf } from './condition.js';
import { type Statement, statement } from './statement.js';
import type { TableColumns } from './table-columns.js';

/** Those that match, and one more than `most` if there is; in the order in which all lock them. */
export function lockMatching(table: TableColumns, query: DeletionQuery): Statement {
  const { most } = query;
  const columns = table.selection(table.properties(visibleFields(table.definition)));
  return statement((bind) => {
    const { exact, patterns, lookups } = conditionsOf(table, query, bind);
    const conditions = [...exact, ...patterns, ...lookups];
    const order = `order by r.${table.column('id')} limit ${bind(most + 1)}`;
    return `select ${columns} ${table.from(conditions, bind)} ${order} for update`;
  });
}

export function deleteAll(table: TableColumns, ids: readonly string[]): Statement {
  const id = table.column('id');
  return statement((bind) => {
    const condition = `r.${id} = any(${bind(ids)}::${table.idType}[])`;
    return `delete ${table.from([condition], bind)} returning ${id}`;
  });
}
