import { type ErrorObject, JsonApiError, MAX_ERRORS } from '../errors/json-api.error.js';
import { QueryString } from './query-string.js';

/**
 * The query parameters of one request, which are read one by one.
 *
 * Only `finish` throws, so that the client gets all errors at once.
 */
export class QueryParameters {
  private readonly errors: ErrorObject[] = [];
  private readonly unread: Set<string>;

  constructor(readonly query: QueryString) {
    this.unread = new Set(query.names);
    for (const name of query.malformed.slice(0, MAX_ERRORS)) {
      this.reject(name, `${name} must be UTF-8 in percent-encoding: é is %C3%A9, and % is %25`);
    }
  }

  has(name: string): boolean {
    return this.query.has(name);
  }

  /** True for `include=`, a list without members. */
  isEmpty(name: string): boolean {
    const members = this.query.members(name);
    return members?.length === 1 && members[0] === '';
  }

  /** Reads a parameter that is not a list. */
  read(name: string): string | undefined {
    this.unread.delete(name);
    if (this.query.isRepeated(name)) this.reject(name, `${name} must appear once`);
    return this.query.value(name);
  }

  /** Reads names between commas, encoded or not, because no name has a comma. See `readValues`. */
  readList(name: string, max: number): string[] | undefined {
    const members = this.query.members(name)?.flatMap((member) => member.split(','));
    return this.#list(name, members, max);
  }

  /**
   * Reads values between commas; `%2C` is a comma within a value. Removes duplicates and rejects
   * empty values. A repeated parameter is one list. Returns undefined when the parameter is absent.
   */
  readValues(name: string, max: number): string[] | undefined {
    return this.#list(name, this.query.members(name), max);
  }

  #list(name: string, given: string[] | undefined, max: number): string[] | undefined {
    this.unread.delete(name);
    if (!given) return undefined;
    const members = [...new Set(given)];
    if (members.includes('')) this.reject(name, `${name} must not have an empty member`);
    if (members.length > max) this.reject(name, `${name} must not have more than ${max} members`);
    return members;
  }

  /** Returns the names of a family: `filter[email]` and `filter[email][neq]` for `filter`. */
  family(name: string): string[] {
    return this.query.names.filter((parameter) => parameter.startsWith(`${name}[`));
  }

  /** Marks a parameter as read, when it was rejected already. */
  skip(name: string): void {
    this.unread.delete(name);
  }

  reject(parameter: string, detail: string, more: Partial<ErrorObject> = {}): void {
    const error = { status: 400, code: 'invalid_parameter', detail, source: { parameter } };
    this.errors.push({ ...error, ...more });
  }

  rejectUnknown(parameter: string, allowed: readonly string[]): void {
    const allowedNames = allowed.length > 0 ? allowed.join(', ') : 'none';
    this.reject(parameter, `${parameter} is not supported here; allowed: ${allowedNames}`, {
      code: 'unknown_parameter',
    });
  }

  /**
   * @throws JsonApiError with all errors, including one for each parameter that was not read, for
   * which jsonapi.org 1.1 requires 400 ("Query Parameters")
   */
  finish(allowed: readonly string[]): void {
    const unread = [...this.unread].slice(0, MAX_ERRORS);
    for (const parameter of unread) this.rejectUnknown(parameter, allowed);
    if (this.errors.length > 0) throw new JsonApiError(this.errors);
  }
}
