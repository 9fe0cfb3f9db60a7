import type { KeyObject } from 'node:crypto';
import type { KeySeal } from './key-seal.js';
import { type SigningKey, stateOf } from './signing-key.entity.js';

/**
 * Keeps the opened private keys of this process. Each key is opened once: sealing it again with
 * another key-encryption key does not change the key.
 */
export class PrivateKeys {
  #opened = new Map<string, KeyObject>();
  /** Keys that were reported because they do not open. */
  #reported = new Set<string>();

  constructor(private readonly seal: KeySeal) {}

  get(kid: string): KeyObject | null {
    return this.#opened.get(kid) ?? null;
  }

  /** Returns the keys to open. Retired keys are among them only while the active key is not open. */
  toOpen(rows: readonly SigningKey[]): SigningKey[] {
    const lacking = rows.filter(({ kid }) => !this.#opened.has(kid));
    const hasActive = rows.some((row) => stateOf(row) === 'active' && this.#opened.has(row.kid));
    return hasActive ? lacking.filter(({ retiredAt }) => !retiredAt) : lacking;
  }

  /** Opens keys. Returns the ids of those that do not open and were not reported before. */
  open(rows: readonly SigningKey[], sealed: ReadonlyMap<string, Buffer>): string[] {
    const failed: string[] = [];
    for (const { kid, retiredAt } of rows) {
      const bytes = sealed.get(kid);
      const privateKey = bytes ? this.seal.open(kid, bytes) : null;
      if (privateKey) this.#opened.set(kid, privateKey);
      else if (!retiredAt && !this.#reported.has(kid)) failed.push(kid);
    }
    failed.forEach((kid) => this.#reported.add(kid));
    return failed;
  }

  /** Drops all keys except these. */
  keep(rows: readonly SigningKey[]): void {
    const kids = new Set(rows.map(({ kid }) => kid));
    this.#opened = new Map([...this.#opened].filter(([kid]) => kids.has(kid)));
    this.#reported = new Set([...this.#reported].filter((kid) => kids.has(kid)));
  }

  /**
   * Returns the active key if it is open, otherwise the open key that was activated last. The times
   * alone do not decide: they may go back when the database fails over.
   */
  newestSigning(rows: readonly SigningKey[]): SigningKey | null {
    const signing = rows.filter(({ kid, activatedAt }) => activatedAt && this.#opened.has(kid));
    const active = signing.find(({ retiredAt }) => !retiredAt);
    if (active) return active;
    const [newest] = signing.toSorted(
      (one, other) => other.activatedAt!.getTime() - one.activatedAt!.getTime(),
    );
    return newest ?? null;
  }
}
