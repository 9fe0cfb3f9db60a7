import type { KeyObject } from 'node:crypto';
import type { derivedKey } from '#oauth';

/** Key-encryption keys of a side; the previous one is null except while the key is replaced. */
export type Keys = Parameters<typeof derivedKey>[0];

/** How the keys of a kind of sealed secrets follow from a key-encryption key, and open one. */
interface Kind {
  keyOf(this: void, keys: Keys): KeyObject;

  /** Returns null for another key or label. */
  openWith(this: void, key: KeyObject, sealed: Buffer, label: string): string | null;
}

/**
 * Opens sealed secrets of a side. Those that are sealed under the previous key-encryption key open as
 * well, while the key is replaced.
 */
export abstract class Opener {
  protected readonly current: KeyObject;
  readonly #previous: KeyObject | null;

  constructor(
    keys: Keys,
    private readonly kind: Kind,
  ) {
    const { previous } = keys;
    this.current = kind.keyOf(keys);
    this.#previous = previous && kind.keyOf({ current: previous, previous: null });
  }

  /** Opens a sealed secret; null when no key-encryption key of this process opens it. */
  open(sealed: Buffer, label: string): string | null {
    const { openWith } = this.kind;
    const opened = openWith(this.current, sealed, label);
    return opened ?? (this.#previous && openWith(this.#previous, sealed, label));
  }

  /** True when the current key-encryption key opens the secret. */
  isCurrent(sealed: Buffer, label: string): boolean {
    return this.kind.openWith(this.current, sealed, label) !== null;
  }
}
