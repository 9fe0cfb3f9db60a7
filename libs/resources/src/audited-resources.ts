import { AuditLog, changeOf, differing, type Kind } from '#audit';
import { type DeletionQuery, JsonApiError, type ResourceRepository } from '#json-api';
import { type Administrator, mayBeShown } from '#oauth';
import { scopesOf } from './resource-scopes.js';

type Row<Entity extends { id: string }> = Partial<Entity> & Pick<Entity, 'id'>;

type Transaction = Parameters<AuditLog['record']>[1];

type RowChange = Parameters<typeof changeOf>[1];

/** An update before it is written. */
export interface Change<Entity extends { id: string }> {
  before: Row<Entity>;

  /**
   * The values that differ, or all values of the request when the caller may not read the resource.
   */
  values: Partial<Entity>;
}

/**
 * Changes the resources of one kind, and records each change in the audit trail in the same
 * transaction. A kind with rules of its own has a subclass:
 *
 *     @Injectable()
 *     export class Users extends AuditedResources<User, CreateUser> {
 *       constructor(repository: UsersRepository, audit: AuditLog) {
 *         super(repository, audit, { noun: 'user', type: 'users', side: 'backoffice' });
 *       }
 *     }
 *
 * `Attributes` are those of a request that creates a resource. An update may have any of them.
 */
export class AuditedResources<Entity extends { id: string }, Attributes extends object> {
  constructor(
    readonly repository: ResourceRepository<Entity>,
    private readonly audit: AuditLog,
    private readonly kind: Kind,
  ) {}

  /**
   * Creates a resource.
   *
   * @throws JsonApiError 404 `related_not_found`, 409 `already_exists`, and the errors of
   * `authorizeCreation`
   */
  async create(attributes: Attributes, administrator: Administrator): Promise<Row<Entity>> {
    const values = this.valuesOf(attributes);
    this.authorizeCreation(values, administrator);
    const recorder = this.recorder('created', administrator);
    if (recorder) return this.repository.create(values, recorder);
    return this.repository.inTransaction(async (rows, transaction) => {
      const after = await rows.create(values);
      await this.record({ actor: administrator.actor, after }, transaction);
      return after;
    });
  }

  /**
   * Updates a resource.
   *
   * @throws JsonApiError 404, 409 as `create`, and the errors of `authorizeUpdate`
   */
  async update(
    id: string,
    attributes: Partial<Attributes>,
    administrator: Administrator,
  ): Promise<Row<Entity>> {
    const values = this.valuesOf(attributes);
    if (!this.repository.hasAllRows || this.dependsOnRow(values)) {
      return this.updateLocked(id, attributes, administrator);
    }
    const recorder = this.recorder('updated', administrator);
    if (recorder) return this.found(id, await this.repository.update(id, values, recorder));
    return this.repository.inTransaction(async (rows, transaction) => {
      const change = this.found(id, await rows.updateShowingBefore(id, values));
      await this.record({ actor: administrator.actor, ...change }, transaction);
      return change.after;
    });
  }

  /**
   * Deletes a resource.
   *
   * @throws JsonApiError 404, 409 `reference_conflict`, and the errors of `admitDeletion`
   */
  async delete(id: string, administrator: Administrator): Promise<void> {
    const isSingle = this.repository.hasAllRows && !this.admitDeletion;
    const recorder = isSingle ? this.recorder('deleted', administrator) : undefined;
    if (recorder) return void this.found(id, await this.repository.delete(id, recorder));
    await this.repository.inTransaction(async (rows, transaction) => {
      const locked = isSingle ? [] : [await this.lock(rows, id)];
      this.admitDeletion?.(locked);
      const before = this.found(id, await rows.deleteShowing(id));
      await this.record({ actor: administrator.actor, before }, transaction);
    });
  }

  /**
   * Deletes all resources that a filter matches, or none. Returns their number.
   *
   * @throws JsonApiError 400 `too_many_matches`, 409 `reference_conflict`, 429 and 503 when the
   * search is costly, and the errors of `admitDeletion`
   */
  async deleteMatching(query: DeletionQuery, { actor }: Administrator): Promise<number> {
    // Before the transaction, so that a costly search holds no connection while it waits.
    const ids = await this.repository.findMatching(query);
    return this.repository.inTransaction(async (rows, transaction) => {
      const matching = await rows.lockMatching(query, ids);
      this.admitDeletion?.(matching);
      const deleted = new Set(await rows.deleteAll(matching.map(({ id }) => id)));
      const events = matching
        .filter(({ id }) => deleted.has(id))
        .flatMap((before) => changeOf(this.kind, { actor, before }));
      await this.audit.record(events, transaction);
      return deleted.size;
    });
  }

  /**
   * Converts attributes to columns. A kind whose columns differ from its attributes overrides it.
   */
  protected valuesOf(attributes: Partial<Attributes>): Partial<Entity> {
    return attributes as Partial<Entity>;
  }

  /** Returns the columns that an update writes: those whose value differs. */
  protected changesOf(attributes: Partial<Attributes>, before: Row<Entity>): Partial<Entity> {
    return differing(this.valuesOf(attributes), before);
  }

  /** Throws when the administrator may not create a resource. By default every one is allowed. */
  protected authorizeCreation(_values: Partial<Entity>, _administrator: Administrator): void {}

  /** Throws when the administrator may not make this update. Without it every update is allowed. */
  protected authorizeUpdate?(
    change: Change<Entity>,
    administrator: Administrator,
    transaction: Transaction,
  ): void | Promise<void>;

  /**
   * True when an update of these values depends on the row before it, which is then read and locked
   * first. Any other update is a single statement, except for members of a tenant: while it waited
   * for the row, it would not see that the caller has left the tenant. A kind with `authorizeUpdate`
   * overrides it to exclude the values that the method always allows.
   */
  protected dependsOnRow(_values: Partial<Entity>): boolean {
    return this.authorizeUpdate !== undefined;
  }

  /** Throws when one of these rows must not be deleted. Without it every row may be deleted. */
  protected admitDeletion?(rows: readonly Row<Entity>[]): void;

  private async updateLocked(
    id: string,
    attributes: Partial<Attributes>,
    administrator: Administrator,
  ): Promise<Row<Entity>> {
    return this.repository.inTransaction(async (rows, transaction) => {
      const before = await this.lock(rows, id);
      const values = this.changesOf(attributes, before);
      // For a caller that may not read the resource, all values are checked. An error for only the
      // values that differ would reveal which ones do.
      const isShown = mayBeShown(administrator, scopesOf(this.repository.definition).read);
      const checked = isShown ? values : this.valuesOf(attributes);
      await this.authorizeUpdate?.({ before, values: checked }, administrator, transaction);
      const after = this.found(id, await rows.update(id, values));
      await this.record({ actor: administrator.actor, before, after }, transaction);
      return after;
    });
  }

  private async record(change: RowChange, transaction: Transaction): Promise<void> {
    await this.audit.record(changeOf(this.kind, change), transaction);
  }

  private recorder(act: 'created' | 'updated' | 'deleted', { actor }: Administrator) {
    return this.audit.recorder(this.kind, { act, actor });
  }

  private async lock(rows: ResourceRepository<Entity>, id: string): Promise<Row<Entity>> {
    return this.found(id, await rows.lock(id));
  }

  /** Also rejects a locked row that the caller no longer reaches, because its own company changed. */
  private found<Found>(id: string, found: Found | null | false): Found {
    if (found) return found;
    throw JsonApiError.notFound(this.repository.definition.type, id);
  }
}
