import { type ErrorObject, JsonApiError } from './json-api.error.js';

/**
 * The query parameters of one request, read one after the other.
 *
 * Nothing is thrown before `finish`: a client learns all its mistakes at once.
 */
export class QueryParameters {
  /** As they came, for the links. */
  readonly values = new Map<string, string>();

  private readonly faults: ErrorObject[] = [];
  private readonly unread = new Set<string>();

  /** `parameters` as Fastify parses them: flat, and an array for what is repeated. */
  constructor(parameters: Readonly<Record<string, unknown>>) {
    for (const [name, value] of Object.entries(parameters)) {
      if (typeof value === 'string') this.values.set(name, value);
      else this.refuse(name, `${name} must appear once`);
    }
    for (const name of this.values.keys()) this.unread.add(name);
  }

  read(name: string): string | undefined {
    this.unread.delete(name);
    return this.values.get(name);
  }

  /** Comma-separated, each member once and none empty; undefined when absent. */
  readList(name: string, most: number): string[] | undefined {
    const value = this.read(name);
    if (value === undefined) return undefined;

    const members = [...new Set(value.split(',', most + 1))];
    if (members.includes('')) this.refuse(name, `${name} must not have an empty member`);
    if (members.length > most) this.refuse(name, `${name} must not have more than ${most} members`);
    return members;
  }

  /** Names of those given of a family: `filter[email]` and `filter[email][neq]` for `filter`. */
  family(name: string): string[] {
    return [...this.values.keys()].filter((parameter) => parameter.startsWith(`${name}[`));
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
    for (const parameter of this.unread) this.refuseUnknown(parameter, allowed);
    if (this.faults.length > 0) throw new JsonApiError(this.faults);
  }
}
