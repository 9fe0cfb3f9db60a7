import type { DataSource } from 'typeorm';
import { Keyset } from './keyset.js';
import { findToOne, type ToMany } from '../relationship.js';
import type { ResourceDefinition } from '../resource-definition.js';
import type { ResourceQuery } from '../resource-query.js';
import type { ResourceSelection } from '../resource-selection.js';
import { fieldsOf, visibleFields } from '../sparse-fieldset.js';
import { type Bind, quote, type Statement, statement, where } from './statement.js';
import { type Conditions, conditionsOf } from './condition.js';
import { pageStatement } from './page-statement.js';
import { TableColumns } from './table-columns.js';

/** What the columns are called that no property has. */
export const POSITION = '#position';
export const PARENT = '#parent';

/** The resources that belong to one other by a relationship of many. */
export interface Membership {
  relationship: ToMany;
  parentId: string;
}

/** What of a resource is wanted; everything when it is not said. */
export type RowSelection = Pick<ResourceSelection, 'fields' | 'include'>;

/** The SQL of one resource's table, which every statement calls `r`. */
export class ResourceTable {
  private readonly table: TableColumns;

  /** Of queries that are asked again and again, see `knownQuery`. */
  readonly #listings = new WeakMap<ResourceQuery, Statement>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly definition: ResourceDefinition,
  ) {
    this.table = new TableColumns(dataSource, definition);
  }

  /**
   * The page, and one row more if there is a next page, always in a total order. A page
   * that is read backwards comes in the reverse order.
   */
  list(query: ResourceQuery, membership?: Membership): Statement {
    if (membership) return this.#listing(query, membership);
    const known = this.#listings.get(query);
    if (known) return known;
    const made = this.#listing(query);
    this.#listings.set(query, made);
    return made;
  }

  #listing(query: ResourceQuery, membership?: Membership): Statement {
    const { page, sort } = query;
    const keyset = new Keyset(this.dataSource, this.table, sort);
    return statement((bind) => {
      const { exact, ...searched } = this.#conditions(query, membership, bind);
      const names = this.#properties(query);
      const rows = { table: this.table, keyset, ...searched, backwards: false };
      const columns = this.table.selection(names);
      if (!('cursors' in page)) {
        return pageStatement({ ...rows, columns, names, conditions: exact }, page, bind);
      }
      const found = {
        ...rows,
        columns: `${columns}, ${keyset.position} as ${quote(POSITION)}`,
        names: [...names, POSITION],
        conditions: [...exact, ...keyset.within(page, bind)],
        backwards: page.before !== null && page.after === null,
      };
      return pageStatement(found, page, bind);
    });
  }

  /** One row with `total`. */
  count(query: ResourceQuery, membership?: Membership): Statement {
    return statement((bind) => {
      const { exact, patterns, lookups } = this.#conditions(query, membership, bind);
      const conditions = where([...exact, ...patterns, ...lookups]);
      return `select count(*)::int as total from ${this.table.name} r${conditions}`;
    });
  }

  find(id: string, selection?: RowSelection): Statement {
    const columns = this.table.selection(this.#properties(selection));
    const text = `select ${columns} from ${this.table.name} r where ${this.#isId('$1')}`;
    return { text, values: [id] };
  }

  lock(id: string, selection?: RowSelection): Statement {
    const { text, values } = this.find(id, selection);
    return { text: `${text} for update`, values };
  }

  /** Those of these ids that there are. */
  findAll(ids: readonly string[], selection: RowSelection): Statement {
    const columns = this.table.selection(this.#properties(selection));
    return statement((bind) => {
      const list = `any(${bind(ids)}::${this.table.idType}[])`;
      return `select ${columns} from ${this.table.name} r where r.${this.table.column('id')} = ${list}`;
    });
  }

  /**
   * The resources that belong to others by a relationship of many, each with the id of the
   * one that it belongs to; at most `most` of them together.
   */
  membersOf(
    parentIds: readonly string[],
    { relationship, selection, most }: MembersRequest,
  ): Statement {
    const { name } = this.table;
    return statement((bind) => {
      const ids = `any(${bind(parentIds)})`;
      const columns = this.table.selection(this.#properties(selection));
      const end = `order by ${quote(PARENT)}, r.${this.table.column('id')} limit ${bind(most)}`;
      if ('inverse' in relationship) {
        const parent = `r.${this.#inverseColumn(relationship.inverse)}`;
        const parentColumn = `${parent} as ${quote(PARENT)}`;
        return `select ${columns}, ${parentColumn} from ${name} r where ${parent} = ${ids} ${end}`;
      }
      const { table, own, other } = relationship.through;
      const join = `join ${quote(table)} j on j.${quote(other)} = r.${this.table.column('id')}`;
      const parentColumn = `j.${quote(own)} as ${quote(PARENT)}`;
      return `select ${columns}, ${parentColumn} from ${name} r ${join} where j.${quote(own)} = ${ids} ${end}`;
    });
  }

  insert(assignments: ReadonlyMap<string, unknown>): Statement {
    const columns = [...assignments.keys()].map((property) => this.table.column(property));
    const places = columns.map((_, index) => `$${index + 1}`);
    const row =
      columns.length > 0
        ? `(${columns.join(', ')}) values (${places.join(', ')})`
        : 'default values';
    const text = `insert into ${this.table.name} as r ${row} returning ${this.#everything()}`;
    return { text, values: [...assignments.values()] };
  }

  update(id: string, assignments: ReadonlyMap<string, unknown>): Statement {
    const changes = [...assignments.keys()].map(
      (property, index) => `${this.table.column(property)} = $${index + 1}`,
    );
    const text =
      `update ${this.table.name} as r set ${changes.join(', ')}` +
      ` where ${this.#isId(`$${changes.length + 1}`)} returning ${this.#everything()}`;
    return { text, values: [...assignments.values(), id] };
  }

  delete(id: string): Statement {
    const returning = this.table.column('id');
    const text = `delete from ${this.table.name} as r where ${this.#isId('$1')} returning ${returning}`;
    return { text, values: [id] };
  }

  #conditions(query: ResourceQuery, membership: Membership | undefined, bind: Bind): Conditions {
    const { exact, ...searched } = conditionsOf(this.table, query, bind);
    return {
      exact: [...(membership ? [this.#isMember(membership, bind)] : []), ...exact],
      ...searched,
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
    if (!inverse) throw new Error(`${this.definition.type} have no relationship ${name} to one`);
    return this.table.column(inverse.property);
  }

  #isId(place: string): string {
    return `r.${this.table.column('id')} = ${place}`;
  }

  /** With the ids of what is to be included, which the fields may leave out. */
  #properties(selection?: RowSelection): string[] {
    if (!selection) return this.table.properties(visibleFields(this.definition));
    const included = [...selection.include.keys()];
    return this.table.properties([...fieldsOf(selection.fields, this.definition), ...included]);
  }

  #everything(): string {
    return this.table.selection(this.#properties());
  }
}

interface MembersRequest {
  relationship: ToMany;
  selection: RowSelection;
  most: number;
}
