import { Inject, Injectable } from '@nestjs/common';
import { PeriodicWriter } from '#database';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { ClientUsage } from './client-usage.js';
import { UsageRepository, type UsageOfClient } from './usage.repository.js';

/** Clients that one transaction writes, at most; it locks them all. */
const MAX_CLIENTS = 500;

const HOUR_MS = 3_600_000;

/** A client that has authenticated, how, and from where. */
interface Authentication {
  client: { clientId: string; isPublic: boolean };
  /** Null when the client authenticated in another way than by a secret. */
  secret: { id: string } | null;
  address: string;
  network: string;
}

/**
 * Counts the use of clients in memory and writes the counts in batches, so that no request
 * waits for the database. Counts that cannot be written are kept for the next write. A process
 * that is killed loses the counts since its last write.
 */
@Injectable()
export class Usage extends PeriodicWriter {
  #usages = new Map<string, ClientUsage>();
  /** Counts of the next write, or of the failed one that is retried. */
  #batch: UsageOfClient[] = [];
  #prunedAtMs = 0;

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly repository: UsageRepository,
  ) {
    const { interval } = options.usage;
    const warning = `could not write usage counts; they stay in memory, will retry in ${interval} s`;
    super({ interval, context: 'Usage', warning });
  }

  tokenIssued(to: Authentication): void {
    this.authenticated(to).addToken();
  }

  /**
   * Counts an authentication, also for other requests than for tokens: a secret in use must not
   * look unused.
   */
  authenticated({ client, secret, address, network }: Authentication): ClientUsage {
    const usage = this.#of(client.clientId);
    if (secret) usage.addSecret(secret.id, { address, network });
    // Only a client with credentials can be locked out, which its known networks prevent.
    if (!client.isPublic) usage.addNetwork(network);
    return usage;
  }

  /** Counts an accepted request to the API. */
  called(clientId: string): void {
    this.#of(clientId).calls += 1;
  }

  /** Counts a scope that a part of a request needed. */
  needed(clientId: string, scope: string): void {
    this.#of(clientId).addScope(scope);
  }

  /**
   * Counts a rejected request. Only for registered clients: made-up ids must not fill the memory.
   */
  denied(clientId: string): void {
    this.#of(clientId).denials += 1;
  }

  protected async write(): Promise<void> {
    await this.#writeBatch();
    this.#batch = [...this.#usages];
    this.#usages = new Map();
    await this.#writeBatch();
    await this.#prune();
  }

  /** Writes the counts in parts. A retry writes the same parts again. */
  async #writeBatch(): Promise<void> {
    while (this.#batch.length > 0) {
      await this.repository.add(this.#batch.slice(0, MAX_CLIENTS));
      this.#batch.splice(0, MAX_CLIENTS);
    }
  }

  async #prune(): Promise<void> {
    if (Date.now() - this.#prunedAtMs < HOUR_MS) return;
    this.#prunedAtMs = Date.now();
    await this.repository.deleteOlderThan(this.options.usage.retention);
  }

  #of(clientId: string): ClientUsage {
    const known = this.#usages.get(clientId);
    if (known) return known;
    const usage = new ClientUsage();
    this.#usages.set(clientId, usage);
    return usage;
  }
}
