import { AuditLog, changeOf, differing, type Kind } from '#audit';
import { type DeletionQuery, JsonApiError, type ResourceRepository } from '#json-api';
import { type Administrator, mayBeShown } from '#oauth';

type Row<Entity extends { id: string }> = Partial<Entity> & Pick<Entity, 'id'>;

type Transaction = Parameters<AuditLog['record']>[1];

/** What is about to be written; without `before` a resource is made. */
export interface Change<Entity extends { id: string }> {
  before?: Row<Entity>;

  /** An update has only the values that differ, or all of the request when the caller may not read them. */
  values: Partial<Entity>;
}

/**
 * Changes the resources of one kind, each time with an event of the audit trail in
 * the same transaction:
 *
 *     @Injectable()
 *     export class Users extends AuditedResources<User, CreateUser> {
 *       constructor(repository: UsersRepository, audit: AuditLog) {
 *         super(repository, audit, { noun: 'user', type: 'users', side: 'backoffice' });
 *       }
 *     }
 *
 * `Attributes` is what a request creates one of; an update has any of them.
 */
export abstract class AuditedResources<Entity extends { id: string }, Attributes extends object> {
  constructor(
    readonly repository: ResourceRepository<Entity>,
    private readonly audit: AuditLog,
    private readonly kind: Kind,
  ) {}

  /** @throws JsonApiError 404 `related_not_found`, 409 `already_exists`; what `authorizeChange` throws */
  async create(attributes: Attributes, administrator: Administrator): Promise<Row<Entity>> {
    return this.repository.together(async (rows, transaction) => {
      const values = this.valuesOf(attributes);
      await this.authorizeChange({ values }, administrator, transaction);
      const after = await rows.create(values);
      const event = changeOf(this.kind, { actor: administrator.actor, after });
      await this.audit.record(event, transaction);
      return after;
    });
  }

  /** @throws JsonApiError 404, 409 as `create`; what `authorizeChange` throws */
  async update(
    id: string,
    attributes: Partial<Attributes>,
    administrator: Administrator,
  ): Promise<Row<Entity>> {
    return this.repository.together(async (rows, transaction) => {
      const before = await this.lock(rows, id);
      const values = this.changesOf(attributes, before);
      // A refusal of the values that differ would tell a caller that may not read which ones do.
      const isShown = mayBeShown(administrator, `${this.repository.definition.type}:read`);
      const asked = isShown ? values : this.valuesOf(attributes);
      await this.authorizeChange({ before, values: asked }, administrator, transaction);
      const after = (await rows.update(id, values))!;
      const event = changeOf(this.kind, { actor: administrator.actor, before, after });
      await this.audit.record(event, transaction);
      return after;
    });
  }

  /** @throws JsonApiError 404, 409 `reference_conflict`, and the errors of `admitDeletion` */
  async delete(id: string, { actor }: Administrator): Promise<void> {
    return this.repository.together(async (rows, transaction) => {
      const before = await this.lock(rows, id);
      this.admitDeletion([before]);
      await rows.delete(id);
      await this.audit.record(changeOf(this.kind, { actor, before }), transaction);
    });
  }

  /**
   * All that a filter matches, or none; how many there were.
   *
   * @throws JsonApiError 400 `too_many_matches`, 409 `reference_conflict`, 429 and 503 when the
   * search is costly, and the errors of `admitDeletion`
   */
  async deleteMatching(query: DeletionQuery, { actor }: Administrator): Promise<number> {
    // Before the transaction, so that a costly search holds no connection while it waits.
    const ids = await this.repository.findMatching(query);
    return this.repository.together(async (rows, transaction) => {
      const gone = await rows.lockMatching(query, ids);
      this.admitDeletion(gone);
      await rows.deleteAll(gone.map(({ id }) => id));
      const events = gone.flatMap((before) => changeOf(this.kind, { actor, before }));
      await this.audit.record(events, transaction);
      return gone.length;
    });
  }

  /** What the table has of the attributes, for a kind where it is not the same. */
  protected valuesOf(attributes: Partial<Attributes>): Partial<Entity> {
    return attributes as Partial<Entity>;
  }

  /** The columns that an update writes: those whose value differs. */
  protected changesOf(attributes: Partial<Attributes>, before: Row<Entity>): Partial<Entity> {
    return differing(this.valuesOf(attributes), before);
  }

  /** Throws for what this administrator may not do; by default there is no such thing. */
  protected authorizeChange(
    _change: Change<Entity>,
    _administrator: Administrator,
    _transaction: Transaction,
  ): void | Promise<void> {}

  /** Throws when one of these rows must not be deleted. By default it admits every row. */
  protected admitDeletion(_rows: readonly Row<Entity>[]): void {}

  private async lock(rows: ResourceRepository<Entity>, id: string): Promise<Row<Entity>> {
    const row = await rows.lock(id);
    if (!row) throw JsonApiError.notFound(this.repository.definition.type, id);
    return row;
  }
}
