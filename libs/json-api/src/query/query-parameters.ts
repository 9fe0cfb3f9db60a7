import { type ErrorObject, JsonApiError, MAX_ERRORS } from '../errors/json-api.error.js';
import { QueryString } from './query-string.js';

/**
 * The query parameters of one request, read one after the other.
 *
 * Nothing is thrown before `finish`: a client learns all its mistakes at once.
 */
export class QueryParameters {
  private readonly faults: ErrorObject[] = [];
  private readonly unread: Set<string>;

  constructor(readonly query: QueryString) {
    this.unread = new Set(query.names);
    for (const name of query.malformed.slice(0, MAX_ERRORS)) {
      this.refuse(name, `${name} must be UTF-8 in percent-encoding: é is %C3%A9, and % is %25`);
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

  /** The value of a parameter that is not a list. */
  read(name: string): string | undefined {
    this.unread.delete(name);
    if (this.query.isRepeated(name)) this.refuse(name, `${name} must appear once`);
    return this.query.value(name);
  }

  /** Names between commas, however the comma is encoded; no name has one. See `readValues`. */
  readList(name: string, most: number): string[] | undefined {
    const members = this.query.members(name)?.flatMap((member) => member.split(','));
    return this.#list(name, members, most);
  }

  /**
   * Values between commas, in which `%2C` is a comma, each once and none empty. A repeated
   * parameter is one list. Undefined when the parameter is absent.
   */
  readValues(name: string, most: number): string[] | undefined {
    return this.#list(name, this.query.members(name), most);
  }

  #list(name: string, given: string[] | undefined, most: number): string[] | undefined {
    this.unread.delete(name);
    if (!given) return undefined;
    const members = [...new Set(given)];
    if (members.includes('')) this.refuse(name, `${name} must not have an empty member`);
    if (members.length > most) this.refuse(name, `${name} must not have more than ${most} members`);
    return members;
  }

  /** Names of those given of a family: `filter[email]` and `filter[email][neq]` for `filter`. */
  family(name: string): string[] {
    return this.query.names.filter((parameter) => parameter.startsWith(`${name}[`));
  }

  /** Of one that is refused already. */
  skip(name: string): void {
    this.unread.delete(name);
  }

  refuse(parameter: string, detail: string, more: Partial<ErrorObject> = {}): void {
    const fault = { status: 400, code: 'invalid_parameter', detail, source: { parameter } };
    this.faults.push({ ...fault, ...more });
  }

  refuseUnknown(parameter: string, allowed: readonly string[]): void {
    const choice = allowed.length > 0 ? `there is ${allowed.join(', ')}` : 'there is none';
    this.refuse(parameter, `${parameter} is not supported here; ${choice}`, {
      code: 'unknown_parameter',
    });
  }

  /**
   * @throws JsonApiError with every fault, and with the parameters that nobody
   * has read: jsonapi.org 1.1 wants 400 for those ("Query Parameters").
   */
  finish(allowed: readonly string[]): void {
    const unread = [...this.unread].slice(0, MAX_ERRORS);
    for (const parameter of unread) this.refuseUnknown(parameter, allowed);
    if (this.faults.length > 0) throw new JsonApiError(this.faults);
  }
}
