import { Injectable } from '@nestjs/common';
import { type Actor, AuditLog, type Snapshot } from '#audit';
import type { Transaction } from '#database';
import type { Side } from '../side.js';
import { type Administrator, mayBeShown } from './administrator.js';
import type { NewSecret, SecretChanges } from './client-attributes.js';
import {
  auditable,
  isEndOf,
  isLive,
  newEnd,
  newRow,
  requireMayGiveSecret,
  requireRoom,
  requireUnused,
} from './client-secret-life.js';
import { hashClientSecret, isSecretOf, makeClientSecret } from './client-secret.js';
import type { ClientSecret } from './client-secret.entity.js';
import { ClientSecretsRepository, type FoundSecret } from './client-secrets.repository.js';
import type { Client } from './client.entity.js';
import { ClientsRepository } from './clients.repository.js';

/** Expired secrets are kept so that `latchkey why` can tell an old secret from a wrong one. */
const MAX_EXPIRED = 20;

interface SecretChange {
  client: Client;
  id: string;
  before?: Snapshot;
  after?: Snapshot;
}

/** Creates, changes and ends the secrets of clients. */
@Injectable()
export class ClientSecrets {
  constructor(
    private readonly clients: ClientsRepository,
    private readonly repository: ClientSecretsRepository,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Creates a secret, or rotates to it with an `overlap`. Only the result has the plain secret; it
   * is null for an unknown client. `known` is a secret from `latchkey secrets make`.
   *
   * @throws ClientAdministrationError
   */
  async create(
    clientId: string,
    attributes: NewSecret & { known?: string },
    administrator: Administrator,
    outer?: Transaction,
  ): Promise<{ row: ClientSecret; secret: string } | null> {
    return this.clients.within(outer, async (transaction) =>
      this.#create(clientId, attributes, { administrator, transaction }),
    );
  }

  async #create(
    clientId: string,
    attributes: NewSecret & { known?: string },
    { administrator, transaction }: { administrator: Administrator; transaction: Transaction },
  ): Promise<{ row: ClientSecret; secret: string } | null> {
    const client = await this.clients.lock(clientId, transaction);
    if (!client) return null;
    await requireMayGiveSecret(administrator, client, transaction);
    const { overlap, known } = attributes;
    const isRotation = typeof overlap === 'number';
    await this.#makeRoom(client, transaction, overlap === 0);
    if (isRotation) await this.repository.deprecate(clientId, overlap, transaction);
    const secret = known ?? makeClientSecret(client.side);
    const row = newRow(client, secret, attributes);
    await this.repository.insert(row, transaction);
    const after = { ...auditable(row), ...(isRotation ? { overlap } : {}) };
    const action = isRotation ? 'secret.rotated' : 'secret.created';
    await this.#record(action, administrator.actor, transaction, { client, id: row.id, after });
    return { row: (await this.repository.find(row.id, transaction))!, secret };
  }

  /**
   * Returns null when there is no such secret. The new end must be in the future: use `retire`.
   *
   * @throws ClientAdministrationError also for an unchanged end when the caller may not read it
   */
  async update(
    id: string,
    { label, expiresAt }: SecretChanges,
    administrator: Administrator,
    outer?: Transaction,
  ): Promise<ClientSecret | null> {
    return this.clients.within(outer, async (transaction) => {
      const found = await this.#lock(id, transaction);
      if (!found) return null;
      const { client, secret: before } = found;
      const changes: Partial<ClientSecret> = {};
      if (label !== undefined && label !== before.label) changes.label = label;
      const isMoved = expiresAt !== undefined && !isEndOf(before, expiresAt);
      const moves = mayBeShown(administrator, 'clients:read') ? isMoved : expiresAt !== undefined;
      if (moves) await requireMayGiveSecret(administrator, client, transaction);
      if (isMoved) changes.expiresAt = newEnd(expiresAt);
      if (Object.keys(changes).length === 0) return before;
      if (isMoved && !isLive(before)) await this.#makeRoom(client, transaction, false);

      await this.repository.update(id, changes, transaction);
      const after = (await this.repository.find(id, transaction))!;
      await this.#record('secret.updated', administrator.actor, transaction, {
        client,
        id,
        before: auditable(before),
        after: auditable(after),
      });
      return after;
    });
  }

  /**
   * Ends a secret now. Returns false when there is no such secret.
   *
   * @throws ClientAdministrationError `secret_in_use` when it was used within a day, unless forced
   */
  async retire(
    id: string,
    { force = false }: { force?: boolean },
    administrator: Administrator,
    outer?: Transaction,
  ): Promise<boolean> {
    return this.clients.within(outer, async (transaction) => {
      const found = await this.#lock(id, transaction);
      if (!found) return false;
      if (isLive(found.secret)) {
        if (!force) requireUnused(found.secret, administrator);
        await this.#end('secret.retired', found, administrator.actor, transaction);
      }
      return true;
    });
  }

  /** Finds a secret of the side by its text, for `revokeByHolder`; also one that has ended. */
  async findHeld(side: Side, secret: string): Promise<FoundSecret | null> {
    // A text that cannot be a secret costs no look-up: every caller may send one.
    if (!isSecretOf(side, secret)) return null;
    return this.repository.findByHash(side, hashClientSecret(secret));
  }

  /** Ends a live secret for its holder. Returns false when there is no such secret any longer. */
  async revokeByHolder(id: string, actor: Actor): Promise<boolean> {
    return this.clients.within(undefined, async (transaction) => {
      const found = await this.#lock(id, transaction);
      if (found && isLive(found.secret)) {
        await this.#end('secret.self_revoked', found, actor, transaction);
      }
      return found !== null;
    });
  }

  /** Locks the client first, as all changes do, so that no two changes deadlock. */
  async #lock(
    id: string,
    transaction: Transaction,
  ): Promise<{ client: Client; secret: ClientSecret } | null> {
    const { clientId } = (await this.repository.find(id, transaction)) ?? {};
    const client = clientId && (await this.clients.lock(clientId, transaction));
    const secret = client && (await this.repository.find(id, transaction));
    return secret ? { client, secret } : null;
  }

  /** Deletes the oldest expired secrets; `endsAll` counts all as expired. @throws when too many live */
  async #makeRoom({ id }: Client, transaction: Transaction, endsAll: boolean): Promise<void> {
    const secrets = await this.repository.list(id, transaction);
    const expired = secrets.filter((secret) => endsAll || !isLive(secret));
    requireRoom(secrets.length - expired.length);
    const surplus = expired.slice(MAX_EXPIRED).map((secret) => secret.id);
    await this.repository.delete(surplus, transaction);
  }

  async #end(
    action: string,
    { client, secret }: { client: Client; secret: ClientSecret },
    actor: Actor,
    transaction: Transaction,
  ): Promise<void> {
    await this.repository.update(secret.id, { expiresAt: new Date() }, transaction);
    const before = auditable(secret);
    await this.#record(action, actor, transaction, { client, id: secret.id, before });
  }

  async #record(
    action: string,
    actor: Actor,
    transaction: Transaction,
    { client, id, before, after }: SecretChange,
  ): Promise<void> {
    const subject = { type: 'oauth-client-secrets', id };
    await this.audit.record(
      { actor, action, side: client.side, subject, before, after },
      transaction,
    );
  }
}
