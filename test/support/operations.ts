import type { TestApplication } from './applications.js';
import { accessToken, type Answer, request } from './requests.js';

export const ATOMIC = 'https://jsonapi.org/ext/atomic';
export const ATOMIC_TYPE = `application/vnd.api+json;ext="${ATOMIC}"`;

/** Sends operations with the token of one client. */
export interface OperationsApi {
  send(...operations: unknown[]): Promise<Answer>;
  /** Sends any document, with other headers or a query. */
  post(document: unknown, headers?: Record<string, string>, query?: string): Promise<Answer>;
}

/** Returns the operations API of a new client; scopes are separated by spaces. */
export async function operationsOf(
  application: TestApplication,
  scopes: string,
): Promise<OperationsApi> {
  const client = await application.createClient(scopes);
  return operationsWith(application, await accessToken(application, { client }));
}

export function operationsWith(
  { url }: Pick<TestApplication, 'url'>,
  token: string,
): OperationsApi {
  const post: OperationsApi['post'] = async (document, headers = {}, query = '') =>
    request(`${url}/api/operations${query}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': ATOMIC_TYPE, ...headers },
      body: JSON.stringify(document),
    });
  return { post, send: async (...operations) => post({ 'atomic:operations': operations }) };
}
