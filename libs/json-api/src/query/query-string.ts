const NOTHING: readonly string[] = [];

/**
 * The query of a request target, in the form that OpenAPI calls `style: form, explode: false`:
 * a comma separates the members of a list, and `%2C` is a comma within a member. So members are
 * split before they are decoded.
 */
export class QueryString {
  /**
   * The decoded parameters by name, in the order of the query. Each occurrence is an array of its
   * members.
   */
  private readonly parameters = new Map<string, string[][]>();

  readonly #written = new Map<readonly string[], string>();

  /** Names of parameters that are not percent-encoded UTF-8 (RFC 3986 §2.1), as they were sent. */
  readonly malformed: readonly string[];

  /** `text` is the part after the `?`. */
  constructor(text: string) {
    const malformed: string[] = [];
    for (const parameter of text.split('&')) {
      if (parameter === '') continue;
      const [name, ...value] = parameter.split('=');
      const members = value.join('=').split(',');
      const [decodedName, ...decoded] = [name!, ...members].map(decode);
      if (decodedName === undefined || decoded.includes(undefined)) {
        malformed.push(decodedName ?? name!);
      } else {
        this.#add(decodedName, decoded as string[]);
      }
    }
    this.malformed = malformed;
  }

  /** Reads the query of a request target such as `/api/users?sort=id`; `#` also ends the path. */
  static of(target: string): QueryString {
    return new QueryString(queryOf(target));
  }

  get names(): string[] {
    return [...this.parameters.keys()];
  }

  has(name: string): boolean {
    return this.parameters.has(name);
  }

  isRepeated(name: string): boolean {
    return (this.parameters.get(name)?.length ?? 0) > 1;
  }

  /** Returns the value of a parameter that appears once, including commas. */
  value(name: string): string | undefined {
    return this.parameters.get(name)?.[0]?.join(',');
  }

  /** Returns the members of a list; a repeated parameter is one list (`a=1&a=2`). */
  members(name: string): string[] | undefined {
    return this.parameters.get(name)?.flat();
  }

  /**
   * Encodes the query without some parameters, so that all spellings of a query have the same link.
   * The result is cached for each array `without`, because cached queries write links repeatedly.
   */
  write(without: readonly string[] = NOTHING): string {
    const cached = this.#written.get(without);
    if (cached !== undefined) return cached;
    const parts = [...this.parameters]
      .filter(([name]) => !without.includes(name))
      .flatMap(([name, occurrences]) =>
        occurrences.map((members) => `${encode(name)}=${members.map(encode).join(',')}`),
      );
    const text = parts.join('&');
    this.#written.set(without, text);
    return text;
  }

  #add(name: string, members: string[]): void {
    const given = this.parameters.get(name);
    if (given) given.push(members);
    else this.parameters.set(name, [members]);
  }
}

/** Returns the query of a request target as it was sent, without the `?`. */
export function queryOf(target: string): string {
  const start = target.search(/[?#]/);
  return start < 0 ? '' : target.slice(start + 1);
}

/** All characters beyond ASCII: Node.js reads the bytes of a request target as Latin-1. */
const UNENCODED = /[^\0-\x7f]/;

/** Returns undefined when the bytes are not UTF-8, or when `%` does not begin an escape. */
function decode(text: string): string | undefined {
  if (UNENCODED.test(text)) return undefined;
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** Encodes in the form of the URL standard: a blank is `+`. */
function encode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
