import { Inject, Injectable } from '@nestjs/common';
import { isDatabaseUnavailable, Notifications } from '#database';
import { CacheFreshness, type ReadStamp } from '../caching/cache-freshness.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import type { ClientSnapshot } from './client-snapshot.js';
import { ClientSnapshotsRepository } from './client-snapshots.repository.js';

/** Everybody: a notification that names no client. */
const ALL = '*';

interface Entry {
  client: ClientSnapshot;
  reading: ReadStamp;
}

/**
 * The clients of this side, in memory once they are known: a token, and a
 * request with one, ask the database for nothing.
 *
 * The database tells of each change (see `Notifications`), whoever made it.
 * While the connection for that is down, a client is read again after half a
 * second; once it is back, all are, since a change may have been missed. What they
 * were is kept for when the database does not answer. A client whose change we
 * were told of is forgotten at once.
 */
@Injectable()
export class ClientCache {
  /** The longest unused first. */
  readonly #entries = new Map<string, Entry>();
  readonly #loading = new Map<string, Promise<ClientSnapshot | null>>();

  readonly #freshness: CacheFreshness;
  readonly #lifetimeMs: number;

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly repository: ClientSnapshotsRepository,
    notifications: Notifications,
  ) {
    const { side, clientCache } = options;
    this.#freshness = new CacheFreshness(notifications, clientCache.staleFor);
    this.#lifetimeMs = clientCache.lifetime * 1000;
    notifications.listen(`clients_${side}`, {
      notified: (clientId) => (clientId === ALL ? this.#forgetAll() : this.#forget(clientId)),
      missed: () => this.#missed(),
    });
  }

  /** Null when memory has none, or none that can still be believed. */
  findInMemory(clientId: string): ClientSnapshot | null {
    const entry = this.#entries.get(clientId);
    if (!entry) return null;
    this.#entries.delete(clientId);
    this.#entries.set(clientId, entry);
    return this.#freshness.isFresh(entry.reading, this.#lifetimeMs) ? entry.client : null;
  }

  /**
   * As it was when it was last known to be right, and that is not too long ago;
   * only for who has asked the database, which does not answer.
   */
  findStale(clientId: string): ClientSnapshot | null {
    const entry = this.#entries.get(clientId);
    return entry && this.#freshness.isUsableWhileStale(entry.reading) ? entry.client : null;
  }

  /**
   * From the database; null when this side has none. While that does not answer,
   * as memory has it. Who asks while another one waits for the same client gets
   * the same answer.
   *
   * @throws DatabaseUnavailable when nobody knows
   */
  async load(clientId: string): Promise<ClientSnapshot | null> {
    try {
      return await this.#read(clientId);
    } catch (error) {
      const stale = isDatabaseUnavailable(error) ? this.findStale(clientId) : null;
      if (!stale) throw error;
      return stale;
    }
  }

  /** From the database, and nothing that was read before this call will do. @throws DatabaseUnavailable */
  async reload(clientId: string): Promise<ClientSnapshot | null> {
    // A failure is that of whoever began it.
    await this.#loading.get(clientId)?.catch(() => {});
    return this.#read(clientId);
  }

  async #read(clientId: string): Promise<ClientSnapshot | null> {
    return this.#loading.get(clientId) ?? this.#begin(clientId);
  }

  #begin(clientId: string): Promise<ClientSnapshot | null> {
    const reading = this.#freshness.begin();
    const loading = this.repository
      .find(clientId)
      .then((client) => {
        // Not if it was forgotten meanwhile: what was read may be older than the change.
        if (this.#loading.get(clientId) === loading) {
          if (client) this.#remember(clientId, { client, reading });
          else this.#entries.delete(clientId);
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

  /** Who knows what: all are read again before they are believed. */
  #missed(): void {
    this.#freshness.missed();
    this.#loading.clear();
  }
}
