/**
 * Maximum number of lists. The clients of an installation have few different ones; further lists are
 * not shared.
 */
const MAX_LISTS = 1000;

/**
 * Gives equal lists one object, such as the scopes of clients and people: without it, 10,000 cached
 * ones would have 10,000 copies.
 */
export class SharedLists {
  readonly #lists = new Map<string, readonly string[]>();

  /** Returns an equal list. Nobody may change it. */
  share(list: readonly string[]): readonly string[] {
    const key = JSON.stringify(list);
    const known = this.#lists.get(key);
    if (known) return known;
    if (this.#lists.size < MAX_LISTS) this.#lists.set(key, list);
    return list;
  }
}
