import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import type { Transaction } from '#database';
import type { Side } from '../side.js';
import {
  type Administrator,
  mayBeShown,
  requireMayChange,
  requireMayGrant,
  requireMaySetLimits,
} from './administrator.js';
import type { ClientChanges, NewClient } from './client-attributes.js';
import {
  auditable,
  changedColumns,
  columnValues,
  differences,
  newClient,
  widens,
} from './client-changes.js';
import { ClientAdministrationError } from './client-administration.error.js';
import { OWNER_POINTER, ownerTypeOf, readOwnerId, unknownOwner } from './client-owner.js';
import { Client } from './client.entity.js';
import { requireConsistentGrants } from './client-grants.js';
import { isLive } from './client-secret-life.js';
import { ClientSecretsRepository } from './client-secrets.repository.js';
import { ClientsRepository } from './clients.repository.js';
import { SideScopes } from './side-scopes.js';

/** Registers and changes clients (RFC 6749 §2); the protocol itself only reads them. */
@Injectable()
export class Clients {
  constructor(
    private readonly repository: ClientsRepository,
    private readonly secrets: ClientSecretsRepository,
    private readonly audit: AuditLog,
    private readonly scopes: SideScopes,
  ) {}

  /** Returns the resource identifier of a user of a side, as the owner of a new client. */
  static owner(side: Side, id: string): { type: string; id: string } {
    return { type: ownerTypeOf(side), id };
  }

  /** Checks attributes that depend on each other. @throws ClientAdministrationError */
  static requireConsistent(client: Parameters<typeof requireConsistentGrants>[0]): void {
    requireConsistentGrants(client);
  }

  /** Returns the new values of changed columns, as for `update`. @throws ClientAdministrationError */
  differences(before: Client, changes: ClientChanges): Partial<Client> {
    return changedColumns(before, changes, this.scopes.of(before.side));
  }

  /** True when the changes would give more to the existing credentials of a client. */
  widens(before: Client, changes: Partial<Client>): boolean {
    return widens(before, changes);
  }

  /** Creates a client without a secret. @throws ClientAdministrationError */
  async create(
    attributes: NewClient,
    administrator: Administrator,
    outer?: Transaction,
  ): Promise<Client> {
    return this.repository.within(outer, async (transaction) =>
      this.#create(attributes, administrator, transaction),
    );
  }

  async #create(
    attributes: NewClient,
    administrator: Administrator,
    transaction: Transaction,
  ): Promise<Client> {
    const { side, owner } = attributes;
    const client = newClient(attributes, this.scopes.of(side));
    client.ownerId = owner ? readOwnerId(side, owner) : null;
    Clients.requireConsistent(client);
    if (client.limits) requireMaySetLimits(administrator);
    await requireMayGrant(administrator, client, { transaction, pointer: OWNER_POINTER });
    await this.#requireOwner(client, transaction);

    if (!(await this.repository.insert(client, transaction))) throw nameTaken(client);
    await this.#record('client.created', administrator, transaction, { after: client });
    return client;
  }

  /** Takes the locks of a change, so that the caller can read the client and then change it. */
  async lock(clientId: string, outer: Transaction): Promise<void> {
    await this.repository.lock(clientId, outer);
  }

  /**
   * Changes a client. Returns null when there is no such client.
   *
   * @throws ClientAdministrationError also the errors of `requireMayChange`
   */
  async update(
    clientId: string,
    changes: ClientChanges,
    administrator: Administrator,
    outer?: Transaction,
  ): Promise<Client | null> {
    return this.repository.within(outer, async (transaction) => {
      const before = await this.repository.lock(clientId, transaction);
      return before && this.#change(before, changes, administrator, transaction);
    });
  }

  async #change(
    before: Client,
    changes: ClientChanges,
    administrator: Administrator,
    transaction: Transaction,
  ): Promise<Client> {
    if (!mayBeShown(administrator, 'clients:read')) {
      const all = { before, changes: columnValues(changes) };
      await requireMayChange(administrator, all, transaction);
    }
    const changed = this.differences(before, changes);
    if (Object.keys(changed).length === 0) return before;

    await requireMayChange(administrator, { before, changes: changed }, transaction);
    if (changed.isPublic) await this.#requireNoSecrets(before, transaction);
    const after = Object.assign(new Client(), before, changed);
    if (!(await this.repository.update(before.id, changed, transaction))) throw nameTaken(after);
    await this.#record('client.updated', administrator, transaction, { before, after });
    return after;
  }

  /** Deletes a client with its secrets; its tokens are rejected. False when there is none. */
  async delete(
    clientId: string,
    administrator: Administrator,
    outer?: Transaction,
  ): Promise<boolean> {
    return this.repository.within(outer, async (transaction) => {
      const before = await this.repository.lock(clientId, transaction);
      if (!before) return false;
      await this.repository.delete(clientId, transaction);
      await this.#record('client.deleted', administrator, transaction, { before });
      return true;
    });
  }

  async #requireOwner({ side, ownerId }: Client, transaction: Transaction): Promise<void> {
    if (ownerId === null || (await this.repository.hasOwner(side, ownerId, transaction))) return;
    throw unknownOwner(side, ownerId);
  }

  async #requireNoSecrets({ id }: Client, transaction: Transaction): Promise<void> {
    const live = (await this.secrets.list(id, transaction)).filter(isLive);
    if (live.length === 0) return;
    throw new ClientAdministrationError(
      'validation_failed',
      'isPublic must be false for a client with live secrets: retire them first',
      '/data/attributes/isPublic',
    );
  }

  async #record(
    action: string,
    { actor }: Administrator,
    transaction: Transaction,
    { before, after }: { before?: Client; after?: Client },
  ): Promise<void> {
    const { id, side } = (after ?? before)!;
    const changed =
      before && after ? Object.keys(differences(before, auditable(after))) : undefined;
    const show = (client?: Client) => client && auditable(client, changed);
    await this.audit.record(
      {
        actor,
        action,
        side,
        subject: { type: 'oauth-clients', id },
        before: show(before),
        after: show(after),
      },
      transaction,
    );
  }
}

function nameTaken({ side, name, ownerId }: Client): ClientAdministrationError {
  const whose = ownerId === null ? `a ${side} client` : 'a client of this owner';
  return new ClientAdministrationError(
    'already_exists',
    `there is ${whose} named "${name}" already`,
    '/data/attributes/name',
  );
}
