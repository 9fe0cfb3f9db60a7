import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import type { Transaction } from '#database';
import type { Administrator } from './administrator.js';
import { ClientAdministrationError } from './client-administration.error.js';
import type { ClientSecret } from './client-secret.entity.js';
import { ClientSecretsRepository } from './client-secrets.repository.js';
import type { Client } from './client.entity.js';
import { ClientsRepository } from './clients.repository.js';
import {
  type DeclarationKey,
  DeclarationsRepository,
  type ForeignSecret,
  keySetText,
} from './declarations.repository.js';

export interface Adoption {
  client: Client;
  trusted: ClientSecret[];
  /** Live secrets that still count as not made by `apply`. */
  foreign: ForeignSecret[];
}

/** Records which clients and secrets `latchkey clients apply` made. */
@Injectable()
export class Declarations {
  constructor(
    private readonly clients: ClientsRepository,
    private readonly secrets: ClientSecretsRepository,
    private readonly repository: DeclarationsRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Records the state after an `apply`: the key, the public keys and these secrets. */
  async applied(
    key: DeclarationKey,
    { client, secrets }: { client: Client; secrets: readonly ClientSecret[] },
    transaction: Transaction,
  ): Promise<void> {
    const keySet = keySetText(client);
    await this.repository.save(key, { client, keySet }, transaction);
    for (const secret of secrets) await this.repository.trust(secret, transaction);
  }

  /**
   * Assigns a client to a key of clients.yml, as if `apply` had made it. Its secrets still count as
   * made by others unless they are listed here. Its public keys do so until `apply` sets them.
   * Returns null for an unknown client.
   *
   * @throws Error when another client has the key, ClientAdministrationError `not_found` when a listed
   * secret is not one of the client's
   */
  async adopt(
    clientId: string,
    { key, secretIds }: { key: string; secretIds: readonly string[] },
    { actor }: Administrator,
  ): Promise<Adoption | null> {
    return this.clients.within(undefined, async (transaction) => {
      const client = await this.clients.lock(clientId, transaction);
      if (!client) return null;
      const { side } = client;
      const found = await this.repository.find({ side, key }, transaction);
      if (found && found.client.id !== clientId) {
        throw new Error(`the ${side} client ${found.client.id} has the key "${key}"`);
      }
      const before = { key: await this.repository.keyOf(clientId, transaction) };
      const keySet = found?.keySet ?? null;
      await this.repository.save({ side, key }, { client, keySet }, transaction);
      const trusted = await this.#trust(clientId, secretIds, transaction);
      const subject = { type: 'oauth-clients', id: clientId };
      const after = { key, secrets: trusted.map(({ id }) => id) };
      const event = { actor, action: 'client.adopted', side, subject, before, after };
      await this.audit.record(event, transaction);
      const foreign = await this.repository.foreignSecrets(clientId, transaction);
      return { client, trusted, foreign };
    });
  }

  async #trust(
    clientId: string,
    ids: readonly string[],
    transaction: Transaction,
  ): Promise<ClientSecret[]> {
    const secrets = await this.secrets.list(clientId, transaction);
    const trusted = ids.map((id) => {
      const secret = secrets.find((each) => each.id === id);
      if (secret) return secret;
      throw new ClientAdministrationError(
        'not_found',
        `${id} is no secret of this client: \`latchkey secrets list\` shows them`,
      );
    });
    for (const secret of trusted) await this.repository.trust(secret, transaction);
    return trusted;
  }
}
