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
import { databaseConflict } from './database-conflict.js';
import { deleteAll, findMatching, lockMatching } from './deletion.js';
import { type Connection, limitedRead } from './limited-read.js';
import { foundPage } from './found-page.js';
import type { Membership, ResourceTable, RowSelection } from './resource-table.js';
import { tableOf } from './resource-tables.js';
import type { Statement } from './statement.js';
import { TableColumns } from './table-columns.js';
import { tenantCaller } from '../definition/tenancy.js';

/** The id and what the declared fields are made of, or those that were asked for. */
export type Row<Entity extends { id: string }> = Partial<Entity> & Pick<Entity, 'id'>;

/**
 * The rows of one resource. Each method is one SQL statement, written from the
 * entity's metadata: what TypeORM's own `find` adds to it costs more than the statement.
 *
 * Rows are plain objects as the driver reads them. The columns: `bigint` or
 * `uuid` for the id (a string here), `text` or `varchar` for string, `boolean`, `integer`,
 * `smallint` or `bigint` (a string here) for integer, `date` (the text YYYY-MM-DD here, in every timezone),
 * `timestamptz` (a Date here), `text[]` or `cidr[]` for strings and `jsonb` for
 * object. TypeORM's transformers are not applied.
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

  /** The same repository, whose statements run in that transaction. */
  within(transaction: Connection): this {
    const copy = Object.create(Object.getPrototypeOf(this) as object) as this;
    return Object.assign(copy, this, { transaction });
  }

  /**
   * Does several things together or not at all: `work` gets this repository
   * `within` the transaction, and the transaction for what else belongs to it.
   * Inside of `runInTransaction` it is a part of that one; else it may be done again
   * from its beginning, after a deadlock.
   */
  async together<Result>(
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

  /** One statement, and one more when the total is asked for. */
  async list(query: CollectionQuery, membership?: Membership): Promise<Page<Row<Entity>>> {
    const { inTurn } = query;
    // Built before the read waits for its turn, while the current caller is known.
    const rowsOfPage = this.table.list(query, membership);
    const count = query.total ? this.table.count(query, membership) : undefined;
    const read = async (from: this) =>
      [await from.run(rowsOfPage), count && (await from.run(count))] as const;
    const turn = inTurn && !this.table.isInOrder(query, membership) ? inTurn : undefined;
    const [found, counts] = await this.reading(turn, read);
    return foundPage(found, query, counts?.[0]);
  }

  /** Null also for an id that no row can have. */
  async find(id: string, selection?: RowSelection): Promise<Row<Entity> | null> {
    if (!this.isId(id)) return null;
    const [row] = await this.run(this.table.find(id, selection));
    return row ?? null;
  }

  /**
   * As `find`, and nobody else changes or deletes the row before the transaction
   * ends. Outside of one it would end at once, so that is a mistake.
   */
  async lock(id: string, selection?: RowSelection): Promise<Row<Entity> | null> {
    this.requireTransaction();
    if (!this.isId(id)) return null;
    const [row] = await this.run(this.table.lock(id, selection));
    return row ?? null;
  }

  /** @throws JsonApiError 403 `forbidden`, 404 `related_not_found`, 409 `already_exists` */
  async create(attributes: Partial<Entity>): Promise<Row<Entity>> {
    const [row] = await this.run(this.table.insert(assignments(attributes)));
    if (!row) throw JsonApiError.noTenant(this.definition.type, tenantCaller()!.tenancy.noun);
    return row;
  }

  /**
   * Null when there is none. An attribute that is undefined stays as it is.
   *
   * @throws JsonApiError 404 `related_not_found`, 409 `already_exists`
   */
  async update(id: string, attributes: Partial<Entity>): Promise<Row<Entity> | null> {
    const changes = assignments(attributes);
    if (!this.isId(id) || changes.size === 0) return this.find(id);
    const [row] = await this.run(this.table.update(id, changes));
    return row ?? null;
  }

  /**
   * Whether there was one.
   *
   * @throws JsonApiError 409 `reference_conflict`
   */
  async delete(id: string): Promise<boolean> {
    if (!this.isId(id)) return false;
    const rows = await this.run(this.table.delete(id), [id]);
    return rows.length > 0;
  }

  /** The ids of all rows that match. @throws JsonApiError 400 `too_many_matches`, 429, 503 */
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

  /** @throws JsonApiError 409 `reference_conflict` when one of them is held, and then none is deleted */
  async deleteAll(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.run(deleteAll(this.columns, ids), ids);
  }

  /** For statements of a subclass too, so that `within` holds for them. */
  protected get connection(): Connection {
    return this.transaction ?? commonTransaction(this.dataSource) ?? this.dataSource;
  }

  /** Of a type that is still open the compiler cannot tell that it fits. */
  protected get openDefinition(): ResourceDefinition {
    return this.definition as unknown as ResourceDefinition;
  }

  private get columns(): TableColumns {
    return new TableColumns(this.dataSource, this.openDefinition);
  }

  private requireTransaction(): void {
    if (this.transaction ?? commonTransaction(this.dataSource)) return;
    throw new Error('a row is locked within a transaction');
  }

  private isId(id: string): boolean {
    return isId(id, this.definition.idType);
  }

  private async reading<Result>(
    inTurn: InTurn | undefined,
    read: (from: this) => Promise<Result>,
  ): Promise<Result> {
    if (!inTurn) return read(this);
    return limitedRead(this.dataSource, inTurn, async (connection) =>
      read(this.within(connection)),
    );
  }

  /** `deleted` are the ids of the rows that the statement deletes. */
  private async run(
    { text, values }: Statement,
    deleted?: readonly string[],
  ): Promise<Row<Entity>[]> {
    try {
      const result = await this.connection.query<unknown[]>(text, values);
      // TypeORM answers [rows, count] for UPDATE and DELETE, and rows for the rest.
      return (Array.isArray(result[0]) ? result[0] : result) as Row<Entity>[];
    } catch (error) {
      throw databaseConflict(error, this.openDefinition, deleted) ?? error;
    }
  }
}

function assignments(attributes: object): Map<string, unknown> {
  return new Map(Object.entries(attributes).filter(([, value]) => value !== undefined));
}
