/** True when the text ends with a sign of an address, so that the address begins before its end. */
const BEGINS_BEFORE = /[\p{L}\p{N}._%+-]$/u;

/** True when the text begins with a sign of an address, so that the address goes on. */
const GOES_ON = /^(?:[\p{L}\p{N}_-]|\.[\p{L}\p{N}])/u;

/**
 * Finds any of the e-mail addresses in a text, in any case, but not as a part of a longer one. A
 * stolen database login can plant thousands of addresses and texts full of `@`, so the work grows
 * with the length of the text and not with the number of addresses.
 */
export class Addresses {
  readonly #all: ReadonlySet<string>;
  readonly #domains: ReadonlySet<string>;

  /** Lengths without duplicates, the longest first. */
  readonly #localLengths: readonly number[];
  readonly #domainLengths: readonly number[];

  /** Each has exactly one `@`. */
  constructor(emails: readonly string[]) {
    const parts = emails.map((email) => email.split('@') as [string, string]);
    this.#all = new Set(emails.map(folded));
    this.#domains = new Set(parts.map(([, domain]) => folded(domain)));
    this.#localLengths = descending(parts.map(([local]) => local.length));
    this.#domainLengths = descending(parts.map(([, domain]) => domain.length));
  }

  /** The text with the pseudonym in place of each address. */
  replace(text: string, pseudonym: string): string {
    let left = '';
    let done = 0;
    for (let at = text.indexOf('@'), from = 0; at >= 0;) {
      const next = text.indexOf('@', at + 1);
      const end = this.#end(text, at, next < 0 ? text.length : next);
      const start = end === null ? null : this.#start(text.slice(from, end), at - from);
      if (end !== null && start !== null) {
        left += text.slice(done, from + start) + pseudonym;
        done = end;
      }
      from = Math.max(at + 1, done);
      at = next;
    }
    return left + text.slice(done);
  }

  /** The end of a domain that begins after the `@`; at most `limit`. */
  #end(text: string, at: number, limit: number): number | null {
    for (const length of this.#domainLengths) {
      const end = at + 1 + length;
      if (end > limit || !this.#domains.has(folded(text.slice(at + 1, end)))) continue;
      if (!GOES_ON.test(text.slice(end, end + 3))) return end;
    }
    return null;
  }

  /** The start of an address that ends with the text. */
  #start(text: string, at: number): number | null {
    for (const length of this.#localLengths) {
      const start = at - length;
      if (start < 0 || !this.#all.has(folded(text.slice(start)))) continue;
      if (!BEGINS_BEFORE.test(text.slice(Math.max(start - 2, 0), start))) return start;
    }
    return null;
  }
}

/** One text for all cases; a sigma at the end of a word has two lower cases. */
function folded(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

function descending(lengths: readonly number[]): number[] {
  return [...new Set(lengths)].toSorted((one, other) => other - one);
}
