import { Inject, Injectable } from '@nestjs/common';
import { Notifications } from '#database';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import type { RegisteredClient } from './registered-client.js';
import { RegisteredClientsRepository } from './registered-clients.repository.js';

/** Everybody: a notification that names no client. */
const ALL = '*';

/** Milliseconds that a client is believed while nobody would tell us of a change. */
const UNTOLD_LIFETIME_MS = 500;

interface Entry {
  client: RegisteredClient;
  loadedAtMs: number;
}

/**
 * The clients of this side, in memory once they are known: a token, and a
 * request with one, ask the database for nothing.
 *
 * The database tells of each change (triggers and NOTIFY), whoever made it.
 * While the connection for that is down, a client is read again after half a
 * second; once it is back, all are forgotten, since a change may have been missed.
 */
@Injectable()
export class RegisteredClients {
  /** The longest unused first. */
  readonly #entries = new Map<string, Entry>();
  readonly #loading = new Map<string, Promise<RegisteredClient | null>>();

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly repository: RegisteredClientsRepository,
    private readonly notifications: Notifications,
  ) {
    notifications.listen(`clients_${options.side}`, {
      notified: (clientId) => (clientId === ALL ? this.#forgetAll() : this.#forget(clientId)),
      missed: () => this.#forgetAll(),
    });
  }

  /** Null when memory has none, or none that can still be believed. */
  findInMemory(clientId: string): RegisteredClient | null {
    const entry = this.#entries.get(clientId);
    if (!entry) return null;
    this.#entries.delete(clientId);
    const lifetimeMs = this.notifications.isConnected
      ? this.options.clientCache.lifetime * 1000
      : UNTOLD_LIFETIME_MS;
    if (Date.now() - entry.loadedAtMs > lifetimeMs) return null;
    this.#entries.set(clientId, entry);
    return entry.client;
  }

  /**
   * From the database; null when this side has none. Who asks while another
   * one waits for the same client gets the same answer.
   */
  async load(clientId: string): Promise<RegisteredClient | null> {
    const loading = this.#loading.get(clientId) ?? this.#begin(clientId);
    return loading;
  }

  /** As `load`, but nothing that was read before this call will do. */
  async reload(clientId: string): Promise<RegisteredClient | null> {
    // A failure is that of whoever began it.
    await this.#loading.get(clientId)?.catch(() => {});
    return this.load(clientId);
  }

  #begin(clientId: string): Promise<RegisteredClient | null> {
    const loadedAtMs = Date.now();
    const loading = this.repository
      .find(clientId)
      .then((client) => {
        // Not if it was forgotten meanwhile: what was read may be older than the change.
        if (client && this.#loading.get(clientId) === loading) {
          this.#remember(clientId, { client, loadedAtMs });
        }
        return client;
      })
      .finally(() => {
        if (this.#loading.get(clientId) === loading) this.#loading.delete(clientId);
      });
    this.#loading.set(clientId, loading);
    return loading;
  }

  /** An unknown client is not remembered: whoever makes ids up must not push out the real ones. */
  #remember(clientId: string, entry: Entry): void {
    this.#entries.delete(clientId);
    this.#entries.set(clientId, entry);
    if (this.#entries.size <= this.options.clientCache.size) return;
    const [oldest] = this.#entries.keys();
    this.#entries.delete(oldest!);
  }

  #forget(clientId: string): void {
    this.#entries.delete(clientId);
    this.#loading.delete(clientId);
  }

  #forgetAll(): void {
    this.#entries.clear();
    this.#loading.clear();
  }
}
