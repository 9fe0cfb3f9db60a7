import { Inject, Injectable } from '@nestjs/common';
import { readKeySet } from '../jws/key-set.js';
import type { PublicJwk } from '../jws/public-jwk.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { KeySetDownload } from './key-set-download.js';

/** Of one set; more are several generations of several algorithms, and each may cost a verification. */
const MAX_KEYS = 20;

/** Sets that are fetched at the same time: nobody can make this server busy with them. */
const MAX_FETCHED = 20;

interface KnownKeys {
  keys: readonly PublicJwk[];
  /** What was wrong the last time, for the operator; null for nothing. */
  problem: string | null;
}

interface Entry {
  known: KnownKeys;
  /** As `performance.now()` has it, all three. */
  freshUntilMs: number;
  goodUntilMs: number;
  nextFetchMs: number;
  fetching?: Promise<void>;
}

/**
 * Public keys of clients that publish them (`jwks_uri`, RFC 7591 §2), in memory.
 *
 * A set is fetched when it is too old, or when somebody has signed with a key
 * that is not in it; not again within the cooldown, whatever came of it, and
 * once for all who wait. So whoever makes keys up costs one request a cooldown,
 * and those whose keys are known wait for nothing.
 */
@Injectable()
export class ClientKeySets {
  /** The longest unused first. */
  readonly #entries = new Map<string, Entry>();
  #fetching = 0;

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly download: KeySetDownload,
  ) {}

  /** As they are known; fetched when they are not, or not any more. */
  async find(uri: string): Promise<KnownKeys> {
    const entry = this.#entry(uri);
    return performance.now() < entry.freshUntilMs ? entry.known : this.#renew(uri, entry);
  }

  /** Fetched anew, unless that was tried a moment ago. */
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

  /** Never rejects. */
  async #fetch(uri: string, entry: Entry): Promise<void> {
    const { lifetime, cooldown, grace } = this.options.jwksUri;
    this.#fetching += 1;
    try {
      const { document, maxAge } = await this.download.fetch(uri);
      const set = readKeySet(document, MAX_KEYS);
      if (typeof set === 'string') throw new Error(set);
      const [problem = null] = set.faults;
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
    const entry = this.#entries.get(uri) ?? {
      known: { keys: [], problem: null },
      freshUntilMs: -Infinity,
      goodUntilMs: -Infinity,
      nextFetchMs: -Infinity,
    };
    this.#entries.delete(uri);
    this.#entries.set(uri, entry);
    if (this.#entries.size > this.options.jwksUri.cacheSize) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest!);
    }
    return entry;
  }
}

/** Keys that could not be fetched for too long are no keys: who has lost them may have withdrawn them. */
function usable({ known, goodUntilMs }: Entry): KnownKeys {
  return performance.now() < goodUntilMs ? known : { ...known, keys: [] };
}
