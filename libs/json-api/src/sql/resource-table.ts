import type { DataSource } from 'typeorm';
import { Keyset, POSITION } from './keyset.js';
import { isReadInOrder } from '../query/related-order.js';
import { findToOne } from '../definition/relationship.js';
import type { ToMany, ResourceDefinition } from '../definition/resource-definition.js';
import type { CollectionQuery } from '../query/collection-query.js';
import type { ResourceSelection } from '../query/resource-selection.js';
import { fieldsOf, visibleFields } from '../query/sparse-fieldset.js';
import { type Bind, quote, type Statement, statement } from './statement.js';
import { type Conditions, conditionsOf, lookupsOf } from './condition.js';
import type { Target } from './expected-row.js';
import { pageStatement } from './page-statement.js';
import { RowChanges } from './row-changes.js';
import { type ScanQuery, type ScanStatements, scanStatements } from './scanned-page.js';
import { TableColumns } from './table-columns.js';
import { hasAllRows } from './tenant-condition.js';

/** The names of columns that belong to no property. */
export const VERSION = '#version';
export const PARENT = '#parent';

/** The resources of one parent, by a to-many relationship. */
export interface Membership {
  relationship: ToMany;
  parentId: string;
}

/** The requested parts of a resource; without it, everything. */
export type RowSelection = Pick<ResourceSelection, 'fields' | 'include'>;

/** The SQL of one resource's table, which every statement calls `r`. */
export class ResourceTable {
  private readonly table: TableColumns;
  readonly changes: RowChanges;

  /** The statements of cached queries, see `cachedQuery`. */
  readonly #listings = new WeakMap<CollectionQuery, Statement>();

  constructor(
    dataSource: DataSource,
    private readonly definition: ResourceDefinition,
  ) {
    this.table = new TableColumns(dataSource, definition);
    this.changes = new RowChanges(this.table);
  }

  /**
   * Returns the statement of the page, and one row more if there is another page, in a total order.
   * Pages that are read backwards come in reverse order.
   */
  list(query: CollectionQuery, membership?: Membership): Statement {
    if (membership || !hasAllRows(this.definition)) return this.#listing(query, membership);
    const listing = this.#listings.get(query) ?? this.#listing(query);
    this.#listings.set(query, listing);
    return listing;
  }

  /** True for a cheap page of an order whose other pages are costly. */
  isInOrder(query: CollectionQuery, membership?: Membership): boolean {
    return !membership && isReadInOrder(this.definition, query);
  }

  #listing(query: CollectionQuery, membership?: Membership): Statement {
    const { page, sort } = query;
    return statement((bind) => {
      const keyset = new Keyset(this.table, { sort, bind });
      const conditions = this.#conditions(query, membership, bind);
      // An ETag covers the whole resource, also the fields that the answer omits.
      const names = this.#properties(query.etags ? undefined : query);
      const rows = { table: this.table, keyset, ...conditions };
      const columns = this.table.selection(names);
      if (!('cursors' in page)) return pageStatement({ ...rows, columns, names }, page, bind);
      const found = {
        ...rows,
        columns: `${columns}, ${keyset.position} as ${quote(POSITION)}`,
        names: [...names, POSITION],
      };
      return pageStatement(found, page, bind);
    });
  }

  /** Returns the statements of a page for which the table has no index. */
  scan(query: ScanQuery, membership?: Membership): ScanStatements {
    const names = this.#properties(query.etags ? undefined : query);
    const isMember = (bind: Bind) => (membership ? [this.#isMember(membership, bind)] : []);
    return scanStatements(this.table, query, { names, isMember });
  }

  /** Returns a statement whose one row has the `total`. */
  count(query: CollectionQuery, membership?: Membership): Statement {
    return statement((bind) => {
      const all = lookupsOf(this.#conditions(query, membership, bind));
      return `select count(*)::int as total ${this.table.from(all, bind)}`;
    });
  }

  /** Returns the same with `max` as the largest total. */
  countUpTo(query: CollectionQuery, max: number): Statement {
    return statement((bind) => {
      const all = lookupsOf(this.#conditions(query, undefined, bind));
      const found = `select ${this.table.from(all, bind)} limit ${bind(max)}`;
      return `select count(*)::int as total from (${found}) found`;
    });
  }

  find(target: Target, selection?: RowSelection): Statement {
    return this.#find(target, this.table.selection(this.#properties(selection)));
  }

  /** The statement returns the row, and its version as `VERSION`. */
  findVersion(target: Target, selection?: RowSelection): Statement {
    const columns = this.table.selection(this.#properties(selection));
    return this.#find(target, `${columns}, ${this.table.version} as ${quote(VERSION)}`);
  }

  lock(target: Target, selection?: RowSelection): Statement {
    const { text, values } = this.find(target, selection);
    return { text: `${text} for update`, values };
  }

  #find(target: Target, columns: string): Statement {
    return statement((bind) => {
      return `select ${columns} ${this.table.from(this.table.isRow(target, bind), bind)}`;
    });
  }

  /** Returns the statement for the existing rows with these ids. */
  findAll(ids: readonly string[], selection: RowSelection): Statement {
    const columns = this.table.selection(this.#properties(selection));
    return statement((bind) => {
      const isOne = `r.${this.table.column('id')} = any(${bind(ids)}::${this.table.idType}[])`;
      return `select ${columns} ${this.table.from([isOne], bind)}`;
    });
  }

  /**
   * Returns the statement for the members of a to-many relationship of several parents, each with
   * the id of its parent; at most `max` in total.
   */
  membersOf(
    parentIds: readonly string[],
    { relationship, selection, max }: MembersRequest,
  ): Statement {
    return statement((bind) => {
      const ids = `any(${bind(parentIds)})`;
      const columns = this.table.selection(this.#properties(selection));
      const end = `order by ${quote(PARENT)}, r.${this.table.column('id')} limit ${bind(max)}`;
      if ('inverse' in relationship) {
        const parent = `r.${this.#inverseColumn(relationship.inverse)}`;
        const parentColumn = `${parent} as ${quote(PARENT)}`;
        const from = this.table.from([`${parent} = ${ids}`], bind);
        return `select ${columns}, ${parentColumn} ${from} ${end}`;
      }
      const { table, own, other } = relationship.through;
      const joins = ` join ${quote(table)} j on j.${quote(other)} = r.${this.table.column('id')}`;
      const parent = `j.${quote(own)}`;
      const from = this.table.from([`${parent} = ${ids}`], bind, { joins });
      return `select ${columns}, ${parent} as ${quote(PARENT)} ${from} ${end}`;
    });
  }

  #conditions(query: CollectionQuery, membership: Membership | undefined, bind: Bind): Conditions {
    const { bounded, ...others } = conditionsOf(this.table, query, bind);
    return {
      bounded: [...(membership ? [this.#isMember(membership, bind)] : []), ...bounded],
      ...others,
    };
  }

  #isMember({ relationship, parentId }: Membership, bind: Bind): string {
    if ('inverse' in relationship) {
      return `r.${this.#inverseColumn(relationship.inverse)} = ${bind(parentId)}`;
    }
    const { table, own, other } = relationship.through;
    const members = `select ${quote(other)} from ${quote(table)} where ${quote(own)} = ${bind(parentId)}`;
    return `r.${this.table.column('id')} in (${members})`;
  }

  #inverseColumn(name: string): string {
    const inverse = findToOne(this.definition, name);
    if (!inverse) throw new Error(`${this.definition.type} has no to-one relationship ${name}`);
    return this.table.column(inverse.property);
  }

  /** Returns the properties, including the ids of resources to include, which `fields` may omit. */
  #properties(selection?: RowSelection): string[] {
    if (!selection) return this.table.properties(visibleFields(this.definition));
    const included = [...selection.include.keys()];
    return this.table.properties([...fieldsOf(selection.fields, this.definition), ...included]);
  }
}

interface MembersRequest {
  relationship: ToMany;
  selection: RowSelection;
  max: number;
}
