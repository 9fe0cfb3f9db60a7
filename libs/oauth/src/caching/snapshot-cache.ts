import { isDatabaseUnavailable, type Notifications } from '#database';
import { CacheFreshness, type ReadStamp } from './cache-freshness.js';
import { SieveCache } from './sieve-cache.js';

/** The payload of a notification that stands for all entries. */
const ALL = '*';

interface Entry<Snapshot> {
  snapshot: Snapshot;
  stamp: ReadStamp;
}

export interface SnapshotCacheOptions<Snapshot> {
  /** The channel on which the database sends the id of each changed entry, or `*` for all. */
  channel: string;
  /** The maximum number of entries. */
  size: number;
  /** Seconds that an entry is fresh; bounds the delay of a change whose notification was lost. */
  lifetime: number;
  /** Seconds that an entry is usable without the database. */
  staleFor: number;
  /** Reads an entry from the database; null when it does not exist. */
  find: (id: string) => Promise<Snapshot | null>;
}

/**
 * Caches entities by id, so that requests that need a cached one need no database.
 *
 * The database notifies the process of each change (see `Notifications`), and the changed entry
 * leaves the cache at once. While the connection for notifications is down, an entry counts as fresh
 * for half a second. After a reconnect all entries are read again, because notifications may have
 * been missed. Stale entries stay in memory for the case that the database does not answer.
 */
export class SnapshotCache<Snapshot> {
  readonly #entries: SieveCache<Entry<Snapshot>>;
  readonly #loading = new Map<string, Promise<Snapshot | null>>();
  readonly #freshness: CacheFreshness;
  readonly #lifetimeMs: number;
  readonly #find: SnapshotCacheOptions<Snapshot>['find'];

  constructor(
    { channel, size, lifetime, staleFor, find }: SnapshotCacheOptions<Snapshot>,
    notifications: Notifications,
  ) {
    this.#entries = new SieveCache(size);
    this.#freshness = new CacheFreshness(notifications, staleFor);
    this.#lifetimeMs = lifetime * 1000;
    this.#find = find;
    notifications.listen(channel, {
      notified: (id) => (id === ALL ? this.#invalidateAll() : this.#invalidate(id)),
      missed: () => this.#missed(),
    });
  }

  /** Returns the cached entry; null when it is not cached or no longer fresh. */
  findInMemory(id: string): Snapshot | null {
    const entry = this.#entries.get(id);
    return entry && this.#freshness.isFresh(entry.stamp, this.#lifetimeMs) ? entry.snapshot : null;
  }

  /**
   * Returns the cached entry while it is usable although stale; null otherwise. Only for callers
   * that have asked the database without an answer.
   */
  findStale(id: string): Snapshot | null {
    const entry = this.#entries.get(id);
    return entry && this.#freshness.isUsableWhileStale(entry.stamp) ? entry.snapshot : null;
  }

  /**
   * Returns the cached entry while it is fresh; otherwise reads it as `load` does. A caller that has
   * no time for a microtask asks `findInMemory` first.
   *
   * @throws DatabaseUnavailable when no usable entry is cached
   */
  async find(id: string): Promise<Snapshot | null> {
    return this.findInMemory(id) ?? this.load(id);
  }

  /**
   * Reads the entry from the database; null when it does not exist. While the database does not
   * answer, returns the stale entry. Concurrent calls for one entry share a read.
   *
   * @throws DatabaseUnavailable when no usable entry is cached either
   */
  async load(id: string): Promise<Snapshot | null> {
    try {
      return await this.#read(id);
    } catch (error) {
      const stale = isDatabaseUnavailable(error) ? this.findStale(id) : null;
      if (!stale) throw error;
      return stale;
    }
  }

  /**
   * Reads the entry from the database in a read that starts after this call.
   *
   * @throws DatabaseUnavailable
   */
  async reload(id: string): Promise<Snapshot | null> {
    // A failure of the running read concerns its own callers only.
    await this.#loading.get(id)?.catch(() => {});
    return this.#read(id);
  }

  async #read(id: string): Promise<Snapshot | null> {
    return this.#loading.get(id) ?? this.#begin(id);
  }

  #begin(id: string): Promise<Snapshot | null> {
    const stamp = this.#freshness.begin();
    const loading = this.#find(id)
      .then((snapshot) => {
        // If the entry was invalidated meanwhile, the read may be older than the change.
        if (this.#loading.get(id) === loading) {
          // Unknown ids are not cached: made-up ids must not evict real entries.
          if (snapshot) this.#entries.set(id, { snapshot, stamp });
          else this.#entries.delete(id);
        }
        return snapshot;
      })
      .finally(() => {
        if (this.#loading.get(id) === loading) this.#loading.delete(id);
      });
    this.#loading.set(id, loading);
    return loading;
  }

  #invalidate(id: string): void {
    this.#entries.delete(id);
    this.#loading.delete(id);
  }

  #invalidateAll(): void {
    this.#entries.clear();
    this.#loading.clear();
  }

  /** Makes all entries stale after missed notifications: any of them may have changed. */
  #missed(): void {
    this.#freshness.missed();
    this.#loading.clear();
  }
}
