import type { DataSource, EntityManager } from 'typeorm';
import { againAfterDeadlock } from '../errors/deadlock-retry.js';
import type { InTurn } from '../query/time-limit.js';
import { type DeletionQuery, requireFew } from '../query/deletion-query.js';
import type { Page } from '../response/pagination-links.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { isId } from '../definition/resource-id.js';
import type { CollectionQuery } from '../query/collection-query.js';
import { commonTransaction } from './common-transaction.js';
import { deleteAll, findMatching, lockMatching } from './deletion.js';
import { execute, prepare } from './execution.js';
import { type Connection, limitedRead } from './limited-read.js';
import { foundPage } from './found-page.js';
import { assignmentsOf } from './row-changes.js';
import type { Recorder } from './recorder.js';
import type { Membership, ResourceTable, RowSelection } from './resource-table.js';
import { tableOf } from './resource-tables.js';
import type { Statement } from './statement.js';
import { TableColumns } from './table-columns.js';
import { tenantCaller } from '../definition/tenancy.js';
import { hasAllRows } from './tenant-condition.js';

/** The id, and the properties of all declared fields or of the requested ones. */
export type Row<Entity extends { id: string }> = Partial<Entity> & Pick<Entity, 'id'>;

/**
 * The rows of one resource. Each method is one SQL statement, written from the entity's metadata:
 * the overhead of TypeORM's own `find` costs more than the statement.
 *
 * Rows are plain objects as the driver reads them. The column types: `bigint` or `uuid` for the id
 * (a string here), `text` or `varchar` for string, `boolean`, `integer`, `smallint` or `bigint` (a
 * string here) for integer, `date` (the text YYYY-MM-DD here, in every timezone), `timestamptz` (a
 * Date here), `text[]` or `cidr[]` for strings and `jsonb` for object. TypeORM's transformers are
 * not applied.
 */
export class ResourceRows<Entity extends { id: string }> {
  private readonly table: ResourceTable;
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

  /**
   * Runs `work` in a transaction, with this repository `within` it and the transaction for other
   * statements. Inside `runInTransaction` it joins that transaction. Otherwise it may repeat `work`
   * from the beginning after a deadlock.
   */
  async inTransaction<Result>(
    work: (rows: this, transaction: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    const common = commonTransaction(this.dataSource);
    if (common) return work(this.within(common), common);
    return againAfterDeadlock(async () =>
      this.dataSource.transaction(async (transaction) =>
        work(this.within(transaction), transaction),
      ),
    );
  }

  /** Reads a page with one statement, and the total with another one. */
  async list(query: CollectionQuery, membership?: Membership): Promise<Page<Row<Entity>>> {
    const { inTurn } = query;
    // Built before the read waits for its turn, because the caller is set only until then.
    const rowsOfPage = this.table.list(query, membership);
    const count = query.total ? this.table.count(query, membership) : undefined;
    const read = async (from: this) =>
      [await from.run(rowsOfPage), count && (await from.run(count))] as const;
    const turn = inTurn && !this.table.isInOrder(query, membership) ? inTurn : undefined;
    const [found, counts] = await this.reading(turn, read);
    return foundPage(found, query, counts?.[0]);
  }

  /** Returns null also for an id that no row can have. */
  async find(id: string, selection?: RowSelection): Promise<Row<Entity> | null> {
    if (!this.isId(id)) return null;
    const [row] = await this.run(this.table.find(id, selection));
    return row ?? null;
  }

  /**
   * Reads the row like `find`, and locks it until the transaction ends.
   *
   * @throws Error outside of a transaction, where the lock would end at once
   */
  async lock(id: string, selection?: RowSelection): Promise<Row<Entity> | null> {
    this.requireTransaction();
    if (!this.isId(id)) return null;
    const [row] = await this.run(this.table.lock(id, selection));
    return row ?? null;
  }

  /** @throws JsonApiError 403 `forbidden`, 404 `related_not_found`, 409 `already_exists` */
  async create(attributes: Partial<Entity>, recorder?: Recorder): Promise<Row<Entity>> {
    const [row] = await this.change(this.table.changes.insert(assignmentsOf(attributes), recorder));
    if (!row) throw JsonApiError.noTenant(this.definition.type, tenantCaller()!.tenancy.noun);
    return row;
  }

  /**
   * Returns null when the row does not exist. Undefined attributes are unchanged. With a recorder, a
   * row that has these values already is not written.
   *
   * @throws JsonApiError 404 `related_not_found`, 409 `already_exists`
   */
  async update(id: string, attributes: Partial<Entity>, recorder?: Recorder) {
    const changes = assignmentsOf(attributes);
    if (!this.isId(id) || changes.size === 0) return this.find(id);
    const [row] = await this.change(this.table.changes.update(id, changes, recorder));
    return row ?? (recorder ? this.find(id) : null);
  }

  /**
   * Returns true when the row existed.
   *
   * @throws JsonApiError 409 `reference_conflict`
   */
  async delete(id: string, recorder?: Recorder): Promise<boolean> {
    if (!this.isId(id)) return false;
    return (await this.change(this.table.changes.delete(id, recorder), [id])).length > 0;
  }

  /** Returns the ids of all matching rows. @throws JsonApiError 400 `too_many_matches`, 429, 503 */
  async findMatching(query: DeletionQuery): Promise<string[]> {
    const matches = findMatching(this.columns, query);
    const rows = await this.reading(query.inTurn, async (from) => from.run(matches));
    requireFew(rows, query);
    return rows.map(({ id }) => id);
  }

  /** Locks the rows that still match until the transaction ends. */
  async lockMatching(query: DeletionQuery, ids: readonly string[]): Promise<Row<Entity>[]> {
    this.requireTransaction();
    return ids.length > 0 ? this.run(lockMatching(this.columns, query, ids)) : [];
  }

  /** Returns the ids of the deleted rows. @throws JsonApiError 409 `reference_conflict` */
  async deleteAll(ids: readonly string[]): Promise<string[]> {
    const rows = ids.length > 0 ? await this.run(deleteAll(this.columns, ids), ids) : [];
    return rows.map(({ id }) => id);
  }

  /** True when statements of the caller have no tenant condition. */
  get hasAllRows(): boolean {
    return hasAllRows(this.openDefinition);
  }

  /** The connection, also for statements of subclasses, so that `within` applies to them. */
  protected get connection(): Connection {
    return this.transaction ?? commonTransaction(this.dataSource) ?? this.dataSource;
  }

  /** The definition as an open type; the compiler cannot check that a generic one fits. */
  protected get openDefinition(): ResourceDefinition {
    return this.definition as unknown as ResourceDefinition;
  }

  private get columns(): TableColumns {
    return new TableColumns(this.dataSource, this.openDefinition);
  }

  private requireTransaction(): void {
    if (this.transaction ?? commonTransaction(this.dataSource)) return;
    throw new Error('a row can be locked only within a transaction');
  }

  private isId(id: string): boolean {
    return isId(id, this.definition.idType);
  }

  private async reading<Result>(
    inTurn: InTurn | undefined,
    read: (from: this) => Promise<Result>,
  ): Promise<Result> {
    if (!inTurn) return read(this);
    const work = async (connection: Connection) => read(this.within(connection));
    return limitedRead(this.dataSource, inTurn, work);
  }

  /** Outside of a transaction, the change runs again after a deadlock. */
  private async change(change: Statement, deleted?: readonly string[]): Promise<Row<Entity>[]> {
    prepare(this.dataSource, change);
    if (this.connection !== this.dataSource) return this.run(change, deleted);
    return againAfterDeadlock(async () => this.run(change, deleted));
  }

  private async run(statement: Statement, deleted?: readonly string[]): Promise<Row<Entity>[]> {
    return execute(this.connection, statement, { definition: this.openDefinition, deleted });
  }
}
