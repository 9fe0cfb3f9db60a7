import { OAuthError } from './oauth.error.js';

/**
 * The parameters of a request to an OAuth endpoint, from a form or from a JSON object (RFC 6749
 * §3.2; JSON is an extension of this server).
 *
 * - A parameter without a value counts as omitted.
 * - A repeated parameter is rejected, unless its specification permits it.
 * - An unknown parameter is ignored.
 * - A name such as `scope[0]`, which PHP, Ruby and axios write for a list, is rejected. Without
 *   this parameter the request would have another meaning.
 */
export class FormParameters {
  readonly #values: Readonly<Record<string, unknown>>;

  /** The parts of names before a bracket, such as `scope` for `scope[0]`. */
  readonly #lists: ReadonlySet<string>;

  /** @throws OAuthError `invalid_request` when the body is not an object */
  constructor(body: unknown) {
    if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body))) {
      throw new OAuthError('invalid_request', 'the body must be a form or a JSON object');
    }
    this.#values = (body ?? {}) as Record<string, unknown>;
    this.#lists = listsOf(this.#values);
  }

  /**
   * Returns the value of a parameter; undefined if it is missing or empty.
   *
   * @throws OAuthError `invalid_request` when it is repeated or not a string
   */
  get(name: string): string | undefined {
    this.#requirePlain(name);
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string') return value;
    const repeated = Array.isArray(value) && value.length > 1;
    throw new OAuthError(
      'invalid_request',
      `${name} must ${repeated ? 'appear once' : 'be a string'}`,
    );
  }

  /**
   * Returns the values of a parameter that may be repeated. RFC 8707 §2 permits this only for
   * `resource`. In JSON the value is a string or a list of strings.
   *
   * @throws OAuthError `invalid_request` when a value is not a string
   */
  getAll(name: string): readonly string[] {
    this.#requirePlain(name);
    const sent = Object.hasOwn(this.#values, name) ? this.#values[name] : [];
    const values: unknown[] = Array.isArray(sent) ? sent : [sent];
    if (!values.every((value) => typeof value === 'string')) {
      throw new OAuthError('invalid_request', `${name} must be a string or a list of strings`);
    }
    return values.filter((value) => value !== '');
  }

  /**
   * Returns the value of a required parameter.
   *
   * @throws OAuthError `invalid_request` when it is missing, repeated or not a string
   */
  require(name: string): string {
    const value = this.get(name);
    if (value === undefined) throw new OAuthError('invalid_request', `${name} is missing`);
    return value;
  }

  #requirePlain(name: string): void {
    if (!this.#lists.has(name)) return;
    throw new OAuthError('invalid_request', `send ${name} under this name, without brackets`);
  }
}

const NONE: ReadonlySet<string> = new Set();

/** Requests without such names share one empty set, because the token endpoint is the hot path. */
function listsOf(values: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  let lists: Set<string> | undefined;
  for (const name in values) {
    const bracketAt = name.indexOf('[');
    if (bracketAt > 0) (lists ??= new Set()).add(name.slice(0, bracketAt));
  }
  return lists ?? NONE;
}
