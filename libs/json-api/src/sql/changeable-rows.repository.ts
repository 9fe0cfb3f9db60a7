import type { EntityManager } from 'typeorm';
import { againAfterDeadlock } from '../errors/deadlock-retry.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { tenantCaller } from '../definition/tenancy.js';
import { type DeletionQuery, requireFew } from '../query/deletion-query.js';
import { commonTransaction } from './common-transaction.js';
import { deleteAll, findMatching, lockMatching } from './deletion.js';
import { held, RowChanged, type Target, targetOf } from './expected-row.js';
import { prepare } from './execution.js';
import type { Recorder } from './recorder.js';
import { ResourceRows, type Row } from './resource-rows.repository.js';
import type { RowSelection, VERSION } from './resource-table.js';
import { assignmentsOf, beforeAndAfter } from './row-changes.js';
import type { Statement } from './statement.js';

export type VersionedRow<Entity extends { id: string }> = Row<Entity> & { [VERSION]: string };

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
    const target = this.target(id);
    return this.changed(target, this.table.lock(target, selection));
  }

  /** Reads the row like `find`, with the version for `whileExpecting`. */
  async findVersion(id: string, selection?: RowSelection): Promise<VersionedRow<Entity> | null> {
    if (!this.isId(id)) return null;
    const [row] = await this.runPrepared(this.table.findVersion({ id }, selection));
    return (row as VersionedRow<Entity> | undefined) ?? null;
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
    const target = this.target(id);
    if (!this.isId(id) || changes.size === 0) return this.find(id);
    const row = await this.changed(target, this.table.changes.update(target, changes, recorder));
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
    const target = this.target(id);
    if (this.isId(id) && changes.size > 0) {
      const update = this.table.changes.updateShowingBefore(target, changes);
      const row = await this.changed(target, update);
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
    const target = this.target(id);
    return (await this.changed(target, this.table.changes.delete(target, recorder), [id])) !== null;
  }

  /** Returns the deleted row; null when there was none. @throws as `delete` */
  async deleteShowing(id: string): Promise<Row<Entity> | null> {
    if (!this.isId(id)) return null;
    const target = this.target(id);
    return this.changed(target, this.table.changes.deleteShowing(target), [id]);
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

  private target(id: string): Target {
    return targetOf(this.openDefinition, id, this.connection);
  }

  /** Runs the statement for one row. @throws RowChanged when the row has another version */
  private async changed(
    target: Target,
    statement: Statement,
    deleted?: readonly string[],
  ): Promise<Row<Entity> | null> {
    const [row] = await this.change(statement, deleted);
    if (target.version === undefined) return row ?? null;
    if (row && this.isInTransaction) held(this.connection);
    if (row) return row;
    // An update leaves a row that has its values already.
    const [same] = await this.run(this.table.find(target));
    if (!same) throw new RowChanged();
    return null;
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
