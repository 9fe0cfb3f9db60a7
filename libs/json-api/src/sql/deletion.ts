import type { DeletionQuery } from '../query/deletion-query.js';
import { visibleFields } from '../query/sparse-fieldset.js';
import { conditionsOf, lookupsOf, testsOf } from './condition.js';
import { type Statement, statement } from './statement.js';
import type { TableColumns } from './table-columns.js';

/** Finds the ids of matching rows, at most one more than `max`, without locks. */
export function findMatching(table: TableColumns, query: DeletionQuery): Statement {
  return statement((bind) => {
    const rows = table.from(lookupsOf(conditionsOf(table, query, bind)), bind);
    return `select ${table.selection(['id'])} ${rows} limit ${bind(query.max + 1)}`;
  });
}

/**
 * Locks the rows with these ids that still match. All deletions lock in the order of the ids.
 * PostgreSQL checks the conditions again after it waited for a lock ("Read Committed").
 */
export function lockMatching(
  table: TableColumns,
  query: DeletionQuery,
  ids: readonly string[],
): Statement {
  const id = `r.${table.column('id')}`;
  const columns = table.selection(table.properties(visibleFields(table.definition)));
  return statement((bind) => {
    const matching = testsOf(conditionsOf(table, query, bind));
    const conditions = [`${id} = any(${bind(ids)}::${table.idType}[])`, ...matching];
    return `select ${columns} ${table.from(conditions, bind)} order by ${id} for update`;
  });
}

export function deleteAll(table: TableColumns, ids: readonly string[]): Statement {
  const id = table.column('id');
  return statement((bind) => {
    const condition = `r.${id} = any(${bind(ids)}::${table.idType}[])`;
    return `delete ${table.from([condition], bind)} returning ${id}`;
  });
}
