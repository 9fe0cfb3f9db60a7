import { Inject, Injectable } from '@nestjs/common';
import { isDatabaseUnavailable, Notifications } from '#database';
import { CacheFreshness, type ReadStamp } from '../caching/cache-freshness.js';
import { SieveCache } from '../caching/sieve-cache.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { ClientSnapshot } from './client-snapshot.js';
import { ClientSnapshotsRepository } from './client-snapshots.repository.js';

/** The payload of a notification that stands for all clients. */
const ALL = '*';

interface Entry {
  client: ClientSnapshot;
  stamp: ReadStamp;
}

/**
 * Caches the clients of this side, so that issuing a token to a cached client, and a request with
 * that token, need no database.
 *
 * The database notifies the process of each change (see `Notifications`), and the changed client
 * leaves the cache at once. While the connection for notifications is down, a cached client counts
 * as fresh for half a second. After a reconnect all clients are read again, because notifications
 * may have been missed. Stale clients stay in memory for the case that the database does not
 * answer.
 */
@Injectable()
export class ClientCache {
  readonly #entries: SieveCache<Entry>;
  readonly #loading = new Map<string, Promise<ClientSnapshot | null>>();

  readonly #freshness: CacheFreshness;
  readonly #lifetimeMs: number;

  constructor(
    @Inject(OAUTH_SETTINGS) { side, clientCache }: OAuthSettings,
    private readonly repository: ClientSnapshotsRepository,
    notifications: Notifications,
  ) {
    this.#entries = new SieveCache(clientCache.size);
    this.#freshness = new CacheFreshness(notifications, clientCache.staleFor);
    this.#lifetimeMs = clientCache.lifetime * 1000;
    notifications.listen(`clients_${side}`, {
      notified: (clientId) =>
        clientId === ALL ? this.#invalidateAll() : this.#invalidate(clientId),
      missed: () => this.#missed(),
    });
  }

  /** Returns the cached client; null when it is not cached or no longer fresh. */
  findInMemory(clientId: string): ClientSnapshot | null {
    const entry = this.#entries.get(clientId);
    return entry && this.#freshness.isFresh(entry.stamp, this.#lifetimeMs) ? entry.client : null;
  }

  /**
   * Returns the cached client while it is usable although stale; null otherwise. Only for callers
   * that have asked the database without an answer.
   */
  findStale(clientId: string): ClientSnapshot | null {
    const entry = this.#entries.get(clientId);
    return entry && this.#freshness.isUsableWhileStale(entry.stamp) ? entry.client : null;
  }

  /**
   * Reads the client from the database; null when this side has no such client. While the database
   * does not answer, returns the stale client. Concurrent calls for one client share a read.
   *
   * @throws DatabaseUnavailable when no usable client is cached either
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

  /**
   * Reads the client from the database in a read that starts after this call.
   *
   * @throws DatabaseUnavailable
   */
  async reload(clientId: string): Promise<ClientSnapshot | null> {
    // A failure of the running read concerns its own callers only.
    await this.#loading.get(clientId)?.catch(() => {});
    return this.#read(clientId);
  }

  async #read(clientId: string): Promise<ClientSnapshot | null> {
    return this.#loading.get(clientId) ?? this.#begin(clientId);
  }

  #begin(clientId: string): Promise<ClientSnapshot | null> {
    const stamp = this.#freshness.begin();
    const loading = this.repository
      .find(clientId)
      .then((client) => {
        // If the client was invalidated meanwhile, the read may be older than the change.
        if (this.#loading.get(clientId) === loading) {
          // Unknown ids are not cached: made-up ids must not evict real clients.
          if (client) this.#entries.set(clientId, { client, stamp });
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

  #invalidate(clientId: string): void {
    this.#entries.delete(clientId);
    this.#loading.delete(clientId);
  }

  #invalidateAll(): void {
    this.#entries.clear();
    this.#loading.clear();
  }

  /** Makes all cached clients stale after missed notifications: any of them may have changed. */
  #missed(): void {
    this.#freshness.missed();
    this.#loading.clear();
  }
}
