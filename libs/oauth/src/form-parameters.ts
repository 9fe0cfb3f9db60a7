import { OAuthError } from './oauth.error.js';

/**
 * The parameters of a token request, from a form or from a JSON object
 * (RFC 6749 §3.2; JSON is this contract's own addition).
 *
 * A parameter without a value counts as omitted, one that is sent twice is
 * refused unless its specification lets it be, and unknown ones are never
 * looked at. A parameter under a name such as `scope[0]`, which PHP, Ruby and axios make of a
 * list, is refused: without it the request would mean something else.
 */
export class FormParameters {
  readonly #values: Readonly<Record<string, unknown>>;

  /** Parameter names before a bracket, such as `scope` of `scope[0]`. */
  readonly #lists: ReadonlySet<string>;

  /** @throws OAuthError `invalid_request` when the body is no set of parameters */
  constructor(body: unknown) {
    if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body))) {
      throw new OAuthError('invalid_request', 'the body must be a form or a JSON object');
    }
    this.#values = (body ?? {}) as Record<string, unknown>;
    this.#lists = listsOf(this.#values);
  }

  /** @throws OAuthError `invalid_request` when it is repeated or not text */
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
   * The values of a parameter that may be sent several times, which RFC 8707 §2
   * says of `resource` and nothing of any other; in JSON, text or a list of it.
   *
   * @throws OAuthError `invalid_request` when one of them is not text
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

  /** @throws OAuthError `invalid_request` when it is missing, repeated or not text */
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

/** All requests without such a name share one object: the token endpoint is the hot path. */
function listsOf(values: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  let lists: Set<string> | undefined;
  for (const name in values) {
    const bracketAt = name.indexOf('[');
    if (bracketAt > 0) (lists ??= new Set()).add(name.slice(0, bracketAt));
  }
  return lists ?? NONE;
}
