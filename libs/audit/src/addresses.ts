/** Matches a text that ends with a character of an address, so that the address begins earlier. */
const BEGINS_BEFORE = /[\p{L}\p{N}._%+-]$/u;

/** Matches a text that begins with a character of an address, so that the address continues. */
const GOES_ON = /^(?:[\p{L}\p{N}_-]|\.[\p{L}\p{N}])/u;

/**
 * Finds e-mail addresses in a text, in upper or lower case, but not as a part of a longer address.
 * A stolen database login can plant thousands of addresses and texts full of `@`. Therefore the
 * cost grows with the length of the text and not with the number of addresses.
 */
export class Addresses {
  readonly #all: ReadonlySet<string>;
  readonly #domains: ReadonlySet<string>;

  /** Lengths without duplicates, the longest first. */
  readonly #localLengths: readonly number[];
  readonly #domainLengths: readonly number[];

  /** Each address must have exactly one `@`. */
  constructor(emails: readonly string[]) {
    const parts = emails.map((email) => email.split('@') as [string, string]);
    this.#all = new Set(emails.map(folded));
    this.#domains = new Set(parts.map(([, domain]) => folded(domain)));
    this.#localLengths = descending(parts.map(([local]) => local.length));
    this.#domainLengths = descending(parts.map(([, domain]) => domain.length));
  }

  /** Returns the text with each address replaced by the pseudonym. */
  replace(text: string, pseudonym: string): string {
    let replaced = '';
    let done = 0;
    for (let at = text.indexOf('@'), from = 0; at >= 0;) {
      const next = text.indexOf('@', at + 1);
      const end = this.#end(text, at, next < 0 ? text.length : next);
      const start = end === null ? null : this.#start(text.slice(from, end), at - from);
      if (end !== null && start !== null) {
        replaced += text.slice(done, from + start) + pseudonym;
        done = end;
      }
      from = Math.max(at + 1, done);
      at = next;
    }
    return replaced + text.slice(done);
  }

  /** Returns the end of a known domain that begins after the `@`, at most `limit`; or null. */
  #end(text: string, at: number, limit: number): number | null {
    for (const length of this.#domainLengths) {
      const end = at + 1 + length;
      if (end > limit || !this.#domains.has(folded(text.slice(at + 1, end)))) continue;
      if (!GOES_ON.test(text.slice(end, end + 3))) return end;
    }
    return null;
  }

  /** Returns the start of an address that ends with the text, or null. */
  #start(text: string, at: number): number | null {
    for (const length of this.#localLengths) {
      const start = at - length;
      if (start < 0 || !this.#all.has(folded(text.slice(start)))) continue;
      if (!BEGINS_BEFORE.test(text.slice(Math.max(start - 2, 0), start))) return start;
    }
    return null;
  }
}

/**
 * Folds the case of a text. The Greek sigma has two lower cases, one of them at the end of a word.
 */
function folded(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

function descending(lengths: readonly number[]): number[] {
  return [...new Set(lengths)].toSorted((one, other) => other - one);
}
