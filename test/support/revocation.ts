import type { TestClient } from './applications.js';
import { type Answer, request } from './requests.js';

/** Sends a form to an OAuth endpoint, with the credentials in HTTP Basic. */
export async function formRequest(
  url: string,
  client: TestClient | null,
  parameters: Record<string, string>,
): Promise<Answer> {
  const pair = client && Buffer.from(`${client.clientId}:${client.clientSecret}`);
  return request(url, {
    method: 'POST',
    headers: pair ? { Authorization: `Basic ${pair.toString('base64')}` } : {},
    body: new URLSearchParams(parameters),
  });
}

/** Sends a revocation request (RFC 7009). */
export async function revoke(
  { url }: { url: string },
  client: TestClient | null,
  token: string,
  others: Record<string, string> = {},
): Promise<Answer> {
  return formRequest(`${url}/oauth2-token/revoke`, client, { token, ...others });
}

/** Sends an introspection request (RFC 7662). */
export async function introspect(
  { url }: { url: string },
  client: TestClient | null,
  token: string,
): Promise<Answer> {
  return formRequest(`${url}/oauth2-token/introspect`, client, { token });
}
