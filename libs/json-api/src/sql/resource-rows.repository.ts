import type { DataSource } from 'typeorm';
import type { InTurn } from '../query/time-limit.js';
import type { Page } from '../response/pagination-links.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { isId } from '../definition/resource-id.js';
import type { CollectionQuery } from '../query/collection-query.js';
import type { Position } from '../query/cursor.js';
import { commonReads, commonTransaction } from './common-transaction.js';
import { execute } from './execution.js';
import { type Connection, limitedRead } from './limited-read.js';
import { foundPage } from './found-page.js';
import { POSITION } from './keyset.js';
import type { Membership, ResourceTable, RowSelection } from './resource-table.js';
import { tableOf } from './resource-tables.js';
import { isScan, type ScanQuery } from './scanned-page.js';
import type { Statement } from './statement.js';
import { TableColumns } from './table-columns.js';
import { hasAllRows } from './tenant-condition.js';

/** The id, and the properties of all declared fields or of the requested ones. */
export type Row<Entity extends { id: string }> = Partial<Entity> & Pick<Entity, 'id'>;

/**
 * Reads the rows of one resource. Each method is one SQL statement, written from the entity's metadata:
 * the overhead of TypeORM's own `find` costs more than the statement.
 *
 * Rows are plain objects as the driver reads them. The column types: `bigint` or `uuid` for the id
 * (a string here), `text` or `varchar` for string, `boolean`, `integer`, `smallint` or `bigint` (a
 * string here) for integer, `date` (the text YYYY-MM-DD here, in every timezone), `timestamptz` (a
 * Date here), `text[]` or `cidr[]` for strings and `jsonb` for object. TypeORM's transformers are
 * not applied.
 */
export class ResourceRows<Entity extends { id: string }> {
  protected readonly table: ResourceTable;
  private readonly transaction?: Connection;

  constructor(
    protected readonly dataSource: DataSource,
    readonly definition: ResourceDefinition<Entity>,
  ) {
    this.table = tableOf(dataSource, this.openDefinition);
  }

  /** Returns the same repository with its statements in that transaction. */
  within(transaction: Connection): this {
    const copy = Object.create(Object.getPrototypeOf(this) as object) as this;
    return Object.assign(copy, this, { transaction });
  }

  /** Reads a page with one statement, and the total with another one. */
  async list(query: CollectionQuery, membership?: Membership): Promise<Page<Row<Entity>>> {
    if (isScan(query)) return this.scan(query, membership);
    const { inTurn } = query;
    // Built before the read waits for its turn, because the caller is set only until then.
    const rowsOfPage = this.table.list(query, membership);
    const count = query.total ? this.table.count(query, membership) : undefined;
    const read = async (from: this) =>
      [await from.run(rowsOfPage), count && (await from.run(count))] as const;
    const turn = inTurn && !this.table.isInOrder(query, membership) ? inTurn : undefined;
    const [found, counts] = await this.reading(turn, read);
    return foundPage(found, query, { counted: counts?.[0] });
  }

  /** Reads a page of which rows are tested. The page stops there if it is not full. */
  private async scan(query: ScanQuery, membership?: Membership): Promise<Page<Row<Entity>>> {
    const scan = this.table.scan(query, membership);
    const [last] = await this.run(scan.stop);
    const stop = last && (last as unknown as { [POSITION]: Position })[POSITION];
    const found = await this.run(scan.page(stop));
    return foundPage(found, query, { stop });
  }

  /** Returns null also for an id that no row can have. */
  async find(id: string, selection?: RowSelection): Promise<Row<Entity> | null> {
    if (!this.isId(id)) return null;
    const statement = this.table.find({ id }, selection);
    const [row] = await this.run(statement);
    if (row || !this.mayLag) return row ?? null;
    const [newer] = await this.within(this.dataSource).run(statement);
    return newer ?? null;
  }

  /** Counts the matches, `max` at most. */
  async countUpTo(query: CollectionQuery, max: number): Promise<number> {
    const count = this.table.countUpTo(query, max);
    const [counted] = await this.reading(query.inTurn, async (from) => from.run(count));
    return (counted as unknown as { total: number }).total;
  }

  /** True when statements of the caller have no tenant condition. */
  get hasAllRows(): boolean {
    return hasAllRows(this.openDefinition);
  }

  /** The connection, also for statements of subclasses, so that `within` applies to them. */
  protected get connection(): Connection {
    const { dataSource } = this;
    const transaction = this.transaction ?? commonTransaction(dataSource);
    return transaction ?? commonReads(dataSource) ?? dataSource;
  }

  /** True when the connection may lack a row that another caller has created just now. */
  private get mayLag(): boolean {
    return this.connection === commonReads(this.dataSource);
  }

  /** Returns the same repository that goes on to read where it reads now, also after the request. */
  fixed(): this {
    return this.within(this.connection);
  }

  /** The definition as an open type; the compiler cannot check that a generic one fits. */
  get openDefinition(): ResourceDefinition {
    return this.definition as unknown as ResourceDefinition;
  }

  protected get columns(): TableColumns {
    return new TableColumns(this.dataSource, this.openDefinition);
  }

  protected isId(id: string): boolean {
    return isId(id, this.definition.idType);
  }

  protected async reading<Result>(
    inTurn: InTurn | undefined,
    read: (from: this) => Promise<Result>,
  ): Promise<Result> {
    if (!inTurn) return read(this);
    const work = async (connection: Connection) => read(this.within(connection));
    return limitedRead(this.dataSource, inTurn, work);
  }

  protected async run(statement: Statement, deleted?: readonly string[]): Promise<Row<Entity>[]> {
    return execute(this.connection, statement, { definition: this.openDefinition, deleted });
  }
}
