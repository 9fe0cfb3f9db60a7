import { documentFaults } from './document-faults.js';

/**
 * Every JSON:API document that a test fetches is checked, whoever fetches it: the test, or a
 * client library. A document that the specification does not allow fails the request.
 */
const unchecked = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const response = await unchecked(input, init);
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/vnd.api+json')) return response;

  const text = await response.clone().text();
  const address = input instanceof Request ? input.url : input.toString();
  // An answer to HEAD has the headers alone.
  const faults = text === '' ? [] : documentFaults(JSON.parse(text), address);
  if (faults.length === 0) return response;
  throw new Error(`${address} is answered by no JSON:API document: ${faults.join('; ')}\n${text}`);
};
