import { expect } from 'vitest';
import type { TestClient } from './administration.js';

export interface Answer {
  status: number;
  headers: Headers;
  // Tests read any member; their assertions check the type.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/** Sends a request, and parses the body of the answer if it is JSON of any kind. */
export async function request(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  // Not application/jsonl, whose lines are documents.
  const isJson = /json\b/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== '' ? JSON.parse(text) : text,
  };
}

/** Sends a token request: a form if the body is text, JSON if it is an object. */
export async function tokenRequest(
  { url }: { url: string },
  body: string | object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isForm = typeof body === 'string';
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  return request(`${url}/oauth2-token`, {
    method: 'POST',
    headers: { 'Content-Type': type, ...headers },
    body: isForm ? body : JSON.stringify(body),
  });
}

/** Returns the body of a token request with a client secret. */
export function credentials({ clientId, clientSecret }: TestClient): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  };
}

/** Returns a token of the application, by default for its own client. */
export async function accessToken(
  application: { url: string; client: TestClient },
  { client = application.client, scope }: { client?: TestClient; scope?: string } = {},
): Promise<string> {
  const { status, body } = await tokenRequest(application, {
    ...credentials(client),
    ...(scope ? { scope } : {}),
  });
  expect(status).toBe(200);
  return body.access_token;
}

/** Returns a token of the server at the URL. */
export async function accessTokenAt(url: string, client: TestClient): Promise<string> {
  const { status, body } = await tokenRequest({ url }, credentials(client));
  expect(status).toBe(200);
  return body.access_token;
}

interface ApiRequest {
  method?: string;
  document?: unknown;
  headers?: Record<string, string>;
}

/** Sends a JSON:API request with a token. */
export async function api(
  { url }: { url: string },
  token: string,
  path: string,
  { method = 'GET', document, headers = {} }: ApiRequest = {},
): Promise<Answer> {
  return request(`${url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/vnd.api+json',
      ...headers,
    },
    ...(document === undefined ? {} : { body: JSON.stringify(document) }),
  });
}
