import type { TestApplication } from './applications.js';
import { accessToken, type Answer, api } from './requests.js';

/** JSON:API requests with the token of one client. */
export interface Api {
  get(path: string): Promise<Answer>;
  /** `data` is the member of the document: a resource object, or resource identifiers. */
  post(path: string, data: unknown): Promise<Answer>;
  patch(path: string, data: unknown): Promise<Answer>;
  delete(path: string, data?: unknown): Promise<Answer>;
}

/** Returns the API of a new client with these attributes; scopes are separated by spaces. */
export async function apiOf(
  application: TestApplication,
  scopes: string,
  attributes: Parameters<TestApplication['createClient']>[1] = {},
): Promise<Api> {
  const client = await application.createClient(scopes, attributes);
  return apiWith(application, await accessToken(application, { client }));
}

export function apiWith(application: TestApplication, token: string): Api {
  const send = async (method: string, path: string, data?: unknown) =>
    api(application, token, path, { method, document: data === undefined ? undefined : { data } });
  return {
    get: async (path) => send('GET', path),
    post: async (path, data) => send('POST', path, data),
    patch: async (path, data) => send('PATCH', path, data),
    delete: async (path, data) => send('DELETE', path, data),
  };
}

/** Returns the errors of an answer, such as `403 scope_not_held /data/id`, with their sources. */
export function refusals({ status, body }: Answer): string[] {
  const errors: { code: string; source?: Record<string, string> }[] = body?.errors ?? [];
  return errors.map(({ code, source }) => [status, code, ...Object.values(source ?? {})].join(' '));
}

/** Returns the last audit events, without members that differ from run to run. */
export async function lastEvents({ database }: Database, count = 1) {
  const rows = await database.query(
    `SELECT actor_type, actor, side, action, subject_type, subject_id, before, after
     FROM audit_events ORDER BY id DESC LIMIT $1`,
    [count],
  );
  return rows.toReversed();
}

interface Database {
  database: { query(sql: string, parameters?: unknown[]): Promise<Record<string, unknown>[]> };
}
