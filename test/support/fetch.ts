import { descriptionErrors } from './described-origins.js';
import { documentErrors } from './document-errors.js';

/**
 * Replaces `fetch`, so that each JSON:API document that a test or a client library fetches is checked.
 * The request fails if JSON:API does not allow the document, or if the OpenAPI document of the
 * application does not describe it.
 */
const checked: typeof fetch & { original?: typeof fetch } = async (input, init) => {
  const response = await original(input, init);
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/vnd.api+json')) return response;

  const text = await response.clone().text();
  const address = input instanceof Request ? input.url : input.toString();
  const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
  // An answer to HEAD has no body.
  if (text === '') return response;
  const { status, headers } = response;
  const body: unknown = JSON.parse(text);
  const errors = [
    ...documentErrors(body, address),
    ...descriptionErrors(address, method.toUpperCase(), { status, headers, body }),
  ];
  if (errors.length === 0) return response;
  const texts = errors.map((error) => (typeof error === 'string' ? error : JSON.stringify(error)));
  throw new Error(
    `the answer to ${method} ${address} is not as described: ${texts.join('; ')}\n${text}`,
  );
};

/** Vitest runs this file before each test file, and several test files share a process. */
const present: typeof checked = globalThis.fetch;
const original = present.original ?? present;
globalThis.fetch = Object.assign(checked, { original });
