import { AuditLog, changeOf, differing, type Kind } from '#audit';
import { type DeletionQuery, JsonApiError, type ResourceRepository } from '#json-api';
import { type Administrator, mayBeShown } from '#oauth';
import { scopesOf } from './resource-scopes.js';

type Row<Entity extends { id: string }> = Partial<Entity> & Pick<Entity, 'id'>;

type Transaction = Parameters<AuditLog['record']>[1];

/** A change before it is written. Without `before`, a resource is created. */
export interface Change<Entity extends { id: string }> {
  before?: Row<Entity>;

  /**
   * An update has only the values that differ, or all values of the request when the caller may not
   * read the resource.
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
   * `authorizeChange`
   */
  async create(attributes: Attributes, administrator: Administrator): Promise<Row<Entity>> {
    return this.repository.inTransaction(async (rows, transaction) => {
      const values = this.valuesOf(attributes);
      await this.authorizeChange({ values }, administrator, transaction);
      const after = await rows.create(values);
      const event = changeOf(this.kind, { actor: administrator.actor, after });
      await this.audit.record(event, transaction);
      return after;
    });
  }

  /**
   * Updates a resource.
   *
   * @throws JsonApiError 404, 409 as `create`, and the errors of `authorizeChange`
   */
  async update(
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
      await this.authorizeChange({ before, values: checked }, administrator, transaction);
      const after = await rows.update(id, values);
      if (!after) throw this.notFound(id);
      const event = changeOf(this.kind, { actor: administrator.actor, before, after });
      await this.audit.record(event, transaction);
      return after;
    });
  }

  /**
   * Deletes a resource.
   *
   * @throws JsonApiError 404, 409 `reference_conflict`, and the errors of `admitDeletion`
   */
  async delete(id: string, { actor }: Administrator): Promise<void> {
    return this.repository.inTransaction(async (rows, transaction) => {
      const before = await this.lock(rows, id);
      this.admitDeletion([before]);
      if (!(await rows.delete(id))) throw this.notFound(id);
      await this.audit.record(changeOf(this.kind, { actor, before }), transaction);
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
      this.admitDeletion(matching);
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

  /** Throws when the administrator may not make this change. By default every change is allowed. */
  protected authorizeChange(
    _change: Change<Entity>,
    _administrator: Administrator,
    _transaction: Transaction,
  ): void | Promise<void> {}

  /** Throws when one of these rows must not be deleted. By default it admits every row. */
  protected admitDeletion(_rows: readonly Row<Entity>[]): void {}

  private async lock(rows: ResourceRepository<Entity>, id: string): Promise<Row<Entity>> {
    const row = await rows.lock(id);
    if (!row) throw this.notFound(id);
    return row;
  }

  /** Also for a locked row that the caller no longer reaches, because its own company changed. */
  private notFound(id: string): JsonApiError {
    return JsonApiError.notFound(this.repository.definition.type, id);
  }
}
