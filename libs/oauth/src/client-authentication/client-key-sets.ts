import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { readKeySet } from '../jws/key-set.js';
import type { PublicJwk } from '../jws/public-jwk.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { KeySetDownload } from './key-set-download.js';

/**
 * Keys of one set, at most: enough for several generations and algorithms. Each may cost a
 * verification.
 */
const MAX_KEYS = 20;

/** Sets that are fetched at the same time, at most, so that fetches cannot overload the server. */
const MAX_FETCHED = 20;

interface KnownKeys {
  keys: readonly PublicJwk[];
  /** The problem of the last fetch, for the operator; null for none. */
  problem: string | null;
}

interface Entry {
  known: KnownKeys;
  /** Milliseconds, by `performance.now()`, like the next two. */
  freshUntilMs: number;
  goodUntilMs: number;
  nextFetchMs: number;
  fetching?: Promise<void>;
}

/**
 * Caches the public keys of clients that publish them (`jwks_uri`, RFC 7591 §2).
 *
 * A set is fetched when it is stale, or when an assertion is signed with a key that is not in it.
 * After a fetch, failed or not, the next one waits for the cooldown. Concurrent callers share a
 * fetch. So made-up keys cost at most one request for each cooldown, and clients with cached keys
 * do not wait.
 */
@Injectable()
export class ClientKeySets {
  readonly #entries: LRUCache<string, Entry>;
  #fetching = 0;

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly download: KeySetDownload,
  ) {
    this.#entries = new LRUCache({ max: options.jwksUri.cacheSize });
  }

  /** Returns the cached keys; fetches them when none are cached or they are stale. */
  async find(uri: string): Promise<KnownKeys> {
    const entry = this.#entry(uri);
    return performance.now() < entry.freshUntilMs ? entry.known : this.#renew(uri, entry);
  }

  /** Fetches the keys again, unless the cooldown of the last fetch still runs. */
  async renew(uri: string): Promise<KnownKeys> {
    return this.#renew(uri, this.#entry(uri));
  }

  async #renew(uri: string, entry: Entry): Promise<KnownKeys> {
    if (!entry.fetching && performance.now() >= entry.nextFetchMs) {
      if (this.#fetching >= MAX_FETCHED) {
        return { ...usable(entry), problem: 'too many key sets are being fetched' };
      }
      entry.fetching = this.#fetch(uri, entry).finally(() => delete entry.fetching);
    }
    await entry.fetching;
    return usable(entry);
  }

  /** Fetches the set into the entry. Never rejects. */
  async #fetch(uri: string, entry: Entry): Promise<void> {
    const { lifetime, cooldown, grace } = this.options.jwksUri;
    this.#fetching += 1;
    try {
      const { document, maxAge } = await this.download.fetch(uri);
      const set = readKeySet(document, MAX_KEYS);
      if (typeof set === 'string') throw new Error(set);
      const [problem = null] = set.errors;
      const seconds = Math.max(cooldown, Math.min(maxAge ?? lifetime, lifetime));
      entry.known = { keys: set.keys, problem };
      entry.freshUntilMs = performance.now() + seconds * 1000;
      entry.goodUntilMs = entry.freshUntilMs + grace * 1000;
    } catch (error) {
      entry.known = { ...entry.known, problem: (error as Error).message };
    } finally {
      this.#fetching -= 1;
      entry.nextFetchMs = performance.now() + cooldown * 1000;
    }
  }

  #entry(uri: string): Entry {
    const cached = this.#entries.get(uri);
    if (cached) return cached;
    const entry: Entry = {
      known: { keys: [], problem: null },
      freshUntilMs: -Infinity,
      goodUntilMs: -Infinity,
      nextFetchMs: -Infinity,
    };
    this.#entries.set(uri, entry);
    return entry;
  }
}

/**
 * Returns the keys, without those not fetched for too long: the client may have withdrawn them
 * since.
 */
function usable({ known, goodUntilMs }: Entry): KnownKeys {
  return performance.now() < goodUntilMs ? known : { ...known, keys: [] };
}
