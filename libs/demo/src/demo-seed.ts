import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { Config } from '#config';
import { RunOnce, type Transaction } from '#database';
import {
  type Administrator,
  ClientAdministrationError,
  Clients,
  ClientSecrets,
  SCOPES,
  type Side,
} from '#oauth';
import { type FirstClient, type Style, welcomeText } from './welcome-text.js';

const FIRST_START: Administrator = {
  actor: { type: 'system', name: 'first start' },
  scopes: 'all',
  ownerId: null,
};

/**
 * Creates example people and a client at the first start of a side with the embedded database. This
 * happens once and in one transaction, also when several processes start at the same time. Another
 * database is not changed.
 */
@Injectable()
export class DemoSeed {
  constructor(
    private readonly config: ConfigService<Config, true>,
    private readonly once: RunOnce,
    private readonly clients: Clients,
    private readonly secrets: ClientSecrets,
  ) {}

  /**
   * Returns the message for the person at the terminal. At the first start it contains the secret.
   */
  async welcome(
    side: Side,
    addDemoPeople: (transaction: Transaction) => Promise<void>,
    style: Style,
  ): Promise<string | undefined> {
    if (this.config.get('database.url', { infer: true }) !== 'embedded') return undefined;

    const firstClient = await this.once.run(`first start of the ${side}`, async (transaction) => {
      await addDemoPeople(transaction);
      return this.#createClient(side, transaction);
    });
    const url = this.config.get(side, { infer: true }).issuer;
    return welcomeText({ side, url, firstClient }, style);
  }

  /**
   * Creates the client. If its name is taken, because the command line created one, it adds the
   * time.
   */
  async #createClient(side: Side, transaction: Transaction): Promise<FirstClient> {
    const scopes = [...SCOPES[side]];
    const create = async (name: string) =>
      this.clients.create({ side, name, scopes }, FIRST_START, transaction);
    const { id: clientId } = await create('First client').catch((error: unknown) => {
      if (error instanceof ClientAdministrationError)
        return create(`First client ${new Date().toISOString()}`);
      throw error;
    });
    const made = await this.secrets.create(clientId, { label: 'first' }, FIRST_START, transaction);
    return { clientId, clientSecret: made!.secret };
  }
}
