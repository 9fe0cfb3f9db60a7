const NOTHING: readonly string[] = [];

/**
 * The query of a request target, in the form that OpenAPI calls `style: form, explode: false`:
 * a comma separates the members of a list, and `%2C` is a comma in a member. So members are
 * split before they are decoded.
 */
export class QueryString {
  /**
   * By name, decoded, in the order in which they came: the members of each appearance, split at its
   * commas.
   */
  private readonly parameters = new Map<string, string[][]>();

  readonly #written = new Map<readonly string[], string>();

  /** Names of parameters that are not UTF-8 in percent-encoding (RFC 3986 §2.1), as they came. */
  readonly malformed: readonly string[];

  /** `text` is what follows the `?`. */
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

  /** The query of a request target such as `/api/users?sort=id`; `#` ends a path, too. */
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

  /** The value of a parameter that appears once, commas included. */
  value(name: string): string | undefined {
    return this.parameters.get(name)?.[0]?.join(',');
  }

  /** The members of a list; a repeated parameter is one list (`a=1&a=2`). */
  members(name: string): string[] | undefined {
    return this.parameters.get(name)?.flat();
  }

  /**
   * Encoded anew, so that every spelling of a query has one link, without some parameters. Made
   * once for each list of these: links are written again and again for a query that is known.
   */
  write(without: readonly string[] = NOTHING): string {
    const known = this.#written.get(without);
    if (known !== undefined) return known;
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

/** The query of a request target as it came, without the `?`. */
export function queryOf(target: string): string {
  const start = target.search(/[?#]/);
  return start < 0 ? '' : target.slice(start + 1);
}

/** All characters beyond ASCII: Node.js reads the bytes of a request target as Latin-1. */
const UNENCODED = /[^\0-\x7f]/;

/** Undefined when the bytes are not UTF-8, or `%` begins no escape. */
function decode(text: string): string | undefined {
  if (UNENCODED.test(text)) return undefined;
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** The form of the URL standard: a blank is `+`. */
function encode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
