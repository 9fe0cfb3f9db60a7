import type { EntityManager } from 'typeorm';
import { againAfterDeadlock } from '../errors/deadlock-retry.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { tenantCaller } from '../definition/tenancy.js';
import { type DeletionQuery, requireFew } from '../query/deletion-query.js';
import { commonTransaction } from './common-transaction.js';
import { deleteAll, findMatching, lockMatching } from './deletion.js';
import { prepare } from './execution.js';
import type { Recorder } from './recorder.js';
import { ResourceRows, type Row } from './resource-rows.repository.js';
import type { RowSelection } from './resource-table.js';
import { assignmentsOf, beforeAndAfter } from './row-changes.js';
import type { Statement } from './statement.js';

/** Locks and changes the rows of one resource. */
export class ChangeableRows<Entity extends { id: string }> extends ResourceRows<Entity> {
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

  /**
   * Reads the row like `find`, and locks it until the transaction ends.
   *
   * @throws Error outside of a transaction, where the lock would end at once
   */
  async lock(id: string, selection?: RowSelection): Promise<Row<Entity> | null> {
    this.requireTransaction();
    if (!this.isId(id)) return null;
    const [row] = await this.runPrepared(this.table.lock(id, selection));
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
   * Updates like `update` with a recorder, for a caller that records the change itself. Returns the
   * row before and after it; both are the same when it has these values already.
   *
   * @throws as `update`
   */
  async updateShowingBefore(
    id: string,
    attributes: Partial<Entity>,
  ): Promise<{ before: Row<Entity>; after: Row<Entity> } | null> {
    const changes = assignmentsOf(attributes);
    if (this.isId(id) && changes.size > 0) {
      const [row] = await this.change(this.table.changes.updateShowingBefore(id, changes));
      if (row) return beforeAndAfter(row);
    }
    const row = await this.find(id);
    return row && { before: row, after: row };
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

  /** Returns the deleted row; null when there was none. @throws as `delete` */
  async deleteShowing(id: string): Promise<Row<Entity> | null> {
    if (!this.isId(id)) return null;
    const [row] = await this.change(this.table.changes.deleteShowing(id), [id]);
    return row ?? null;
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

  private requireTransaction(): void {
    if (this.isInTransaction) return;
    throw new Error('a row can be locked only within a transaction');
  }

  /** Outside of a transaction, the change runs again after a deadlock. */
  private async change(change: Statement, deleted?: readonly string[]): Promise<Row<Entity>[]> {
    if (this.isInTransaction) return this.runPrepared(change, deleted);
    return againAfterDeadlock(async () => this.runPrepared(change, deleted));
  }

  private async runPrepared(
    statement: Statement,
    deleted?: readonly string[],
  ): Promise<Row<Entity>[]> {
    prepare(this.dataSource, statement);
    return this.run(statement, deleted);
  }

  private get isInTransaction(): boolean {
    return this.connection !== this.dataSource;
  }
}
