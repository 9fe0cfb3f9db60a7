import { Inject, Injectable } from '@nestjs/common';
import type { Administrator } from '../clients/administrator.js';
import { ClientCache } from '../clients/client-cache.js';
import { clientInactiveReason, type ClientSnapshot } from '../clients/client-snapshot.js';
import { ClientsRepository } from '../clients/clients.repository.js';
import { Clients } from '../clients/clients.service.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';

const NAME = 'mintAccessToken';

const ADMINISTRATOR: Administrator = {
  actor: { type: 'system', name: NAME },
  scopes: 'all',
  ownerId: null,
};

/** The clients of one registration for which tests mint tokens. */
@Injectable()
export class TestClient {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly settings: OAuthSettings,
    private readonly clients: Clients,
    private readonly repository: ClientsRepository,
    private readonly cache: ClientCache,
  ) {}

  /**
   * Returns an existing client; by default the one for tests, which it creates. The client is read
   * from the database, so the result has changes of a moment ago.
   *
   * @throws Error for a client whose bearer tokens the guard rejects
   */
  async get(clientId?: string): Promise<ClientSnapshot> {
    const id = clientId ?? (await this.#ownId());
    const client = await this.cache.reload(id);
    if (!client) throw new Error(`the side ${this.settings.side} has no client ${id}`);
    const reason = clientInactiveReason(client, null);
    if (reason) throw new Error(`the guard rejects tokens of the client ${id}: ${reason}`);
    if (client.dpopBoundAccessTokens) {
      throw new Error(`the client ${id} needs tokens that are bound to a key: request one`);
    }
    return client;
  }

  /** Tests of several processes may share a database, so the client may exist or appear. */
  async #ownId(): Promise<string> {
    const { side, scopes } = this.settings;
    const attributes = { scopes: Object.keys(scopes), enabled: true };
    return this.repository.within(undefined, async (transaction) => {
      await this.repository.excludeOthers(transaction);
      const found = await this.repository.findByName(
        { side, ownerId: null, name: NAME },
        transaction,
      );
      const { id } =
        found ??
        (await this.clients.create(
          { side, name: NAME, ...attributes },
          ADMINISTRATOR,
          transaction,
        ));
      await this.clients.update(id, attributes, ADMINISTRATOR, transaction);
      return id;
    });
  }
}
