import { descriptionFaults } from './described-origins.js';
import { documentFaults } from './document-faults.js';

/**
 * Every JSON:API document that a test fetches is checked, whoever fetches it: the test, or a
 * client library. A document that the specification does not allow fails the request, and so does
 * one that the OpenAPI document of the application does not describe.
 */
const unchecked = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const response = await unchecked(input, init);
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/vnd.api+json')) return response;

  const text = await response.clone().text();
  const address = input instanceof Request ? input.url : input.toString();
  const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
  // An answer to HEAD has the headers alone.
  if (text === '') return response;
  const { status, headers } = response;
  const body: unknown = JSON.parse(text);
  const faults = [
    ...documentFaults(body, address),
    ...descriptionFaults(address, method.toUpperCase(), { status, headers, body }),
  ];
  if (faults.length === 0) return response;
  const told = faults.map((fault) => (typeof fault === 'string' ? fault : JSON.stringify(fault)));
  throw new Error(
    `${method} ${address} is answered otherwise than described: ${told.join('; ')}\n${text}`,
  );
};
