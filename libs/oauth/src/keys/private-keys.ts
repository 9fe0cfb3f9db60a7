import type { KeyObject } from 'node:crypto';
import type { KeySeal } from './key-seal.js';
import { type SigningKey, stateOf } from './signing-key.entity.js';

/**
 * The opened private keys of this process. Each is opened once: a key that is
 * sealed anew, with whatever, is the same key.
 */
export class PrivateKeys {
  #opened = new Map<string, KeyObject>();
  #shut = new Set<string>();

  constructor(private readonly seal: KeySeal) {}

  get(kid: string): KeyObject | null {
    return this.#opened.get(kid) ?? null;
  }

  /** Those that have to be opened. One that is retired need not, unless nothing newer opens. */
  lacking(rows: readonly SigningKey[]): SigningKey[] {
    const lacking = rows.filter(({ kid }) => !this.#opened.has(kid));
    const hasActive = rows.some((row) => stateOf(row) === 'active' && this.#opened.has(row.kid));
    return hasActive ? lacking.filter(({ retiredAt }) => !retiredAt) : lacking;
  }

  /** Returns the ids of those that stay shut, and did not before. */
  open(rows: readonly SigningKey[], sealed: ReadonlyMap<string, Buffer>): string[] {
    const shut: string[] = [];
    for (const { kid, retiredAt } of rows) {
      const bytes = sealed.get(kid);
      const privateKey = bytes ? this.seal.open(kid, bytes) : null;
      if (privateKey) this.#opened.set(kid, privateKey);
      else if (!retiredAt && !this.#shut.has(kid)) shut.push(kid);
    }
    shut.forEach((kid) => this.#shut.add(kid));
    return shut;
  }

  /** The others are forgotten. */
  keep(rows: readonly SigningKey[]): void {
    const kids = new Set(rows.map(({ kid }) => kid));
    this.#opened = new Map([...this.#opened].filter(([kid]) => kids.has(kid)));
    this.#shut = new Set([...this.#shut].filter((kid) => kids.has(kid)));
  }

  /**
   * The active one, or of those before it the one that has begun to sign last, if
   * it is open. Not by times alone: a database that fails over may go back in time.
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
