import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Notifications } from '#database';
import { CacheFreshness } from '#oauth';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import type { Session } from './session.js';
import { SessionsRepository } from './sessions.repository.js';

/** Sessions in memory, at most: about 10 MB. */
const MAX_CACHED = 10_000;

/** Milliseconds; a session is read again after it, in case that a notification was missed. */
const LIFETIME_MS = 60_000;

interface Entry {
  session: Session;
  stamp: ReturnType<CacheFreshness['begin']>;
}

/**
 * Caches sessions in memory, by the hash of their cookie in hexadecimal digits. The database notifies
 * every process of a session that ends or gets another id, so the session leaves all caches within a
 * second (see `Notifications`).
 */
@Injectable()
export class SessionCache {
  readonly #entries = new LRUCache<string, Entry>({
    max: MAX_CACHED,
    dispose: ({ session }, key) => {
      if (this.#keys.get(session.id) === key) this.#keys.delete(session.id);
    },
  });
  /** The key of each cached session, by its public name. */
  readonly #keys = new Map<string, string>();
  readonly #freshness: CacheFreshness;
  /** Changes with each notification: a read that is older may have missed the end of a session. */
  #changes = 0;

  constructor(
    @Inject(SIGN_IN_SETTINGS) { side }: Pick<SignInSettings, 'side'>,
    private readonly repository: SessionsRepository,
    notifications: Notifications,
  ) {
    this.#freshness = new CacheFreshness(notifications, 0);
    notifications.listen(`sessions_${side}`, {
      notified: (id) => this.remove(id),
      missed: () => {
        this.#changes += 1;
        this.#freshness.missed();
      },
    });
  }

  /** Returns the cached session; null when it is not cached or no longer fresh. */
  find(idHash: Buffer): Session | null {
    const entry = this.#entries.get(idHash.toString('hex'));
    return entry && this.#freshness.isFresh(entry.stamp, LIFETIME_MS) ? entry.session : null;
  }

  /** Reads a session that has not ended from the database; null when there is none. */
  async load(idHash: Buffer): Promise<Session | null> {
    const stamp = this.#freshness.begin();
    const changes = this.#changes;
    const session = await this.repository.find(idHash);
    const key = idHash.toString('hex');
    this.#entries.delete(key);
    if (session && changes === this.#changes) {
      this.#entries.set(key, { session, stamp });
      this.#keys.set(session.id, key);
    }
    return session;
  }

  /** Removes a session that has ended or got another id. */
  remove(id: string): void {
    this.#changes += 1;
    const key = this.#keys.get(id);
    if (key !== undefined) this.#entries.delete(key);
  }
}
