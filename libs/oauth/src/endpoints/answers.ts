import type { EndpointAnswer } from './endpoint.js';

/** Answers with a redirect that is always followed by GET (RFC 9700 §4.12). */
export function seeOther(location: string): EndpointAnswer {
  return { status: 303, headers: { location } };
}

/** Headers of an answer that no cache may store. */
export const UNCACHED = { 'cache-control': 'no-store' };

/** Headers of a JSON document. */
export const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/** Headers of a JSON document that no cache may store. */
export const UNCACHED_JSON = { ...JSON_HEADERS, ...UNCACHED };
