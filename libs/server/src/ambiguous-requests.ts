import type { IncomingMessage } from 'node:http';
import type { HttpConfig } from '#config';
import { HttpError } from './http-error.js';

/**
 * Headers that may appear only once: Node.js takes the first, another reader the last (RFC 9110
 * §5.3).
 */
const SINGLE = new Map([
  ['host', 'Host'],
  ['authorization', 'Authorization'],
  ['content-type', 'Content-Type'],
]);

/** The only defined expectation (RFC 9110 §10.1.1). */
const CONTINUE = /^100-continue$/i;

/**
 * Returns an error for a request that two readers could parse differently, or whose expectation
 * this server does not support; null for other requests. Node.js would answer an unsupported
 * expectation without the application's headers.
 */
export function headerError(
  request: IncomingMessage,
  { headerLineLimit }: Pick<HttpConfig, 'headerLineLimit'>,
): HttpError | null {
  const { rawHeaders, headers, httpVersion } = request;
  if (rawHeaders.length > 2 * headerLineLimit) {
    const description = `the request has more than ${headerLineLimit} header lines`;
    return new HttpError(431, 'headers_too_large', description);
  }
  const repeated = repeatedHeader(rawHeaders);
  if (repeated) return new HttpError(400, 'bad_request', `send the header ${repeated} once`);
  if (headers.host === undefined && httpVersion === '1.1') {
    return new HttpError(400, 'bad_request', 'send the header Host'); // RFC 9112 §3.2
  }
  if (headers.expect !== undefined && !CONTINUE.test(headers.expect)) {
    return new HttpError(417, 'expectation_failed', 'send Expect: 100-continue, or none');
  }
  return null;
}

/** Returns an error for a query with so many parameters that parsing takes long; otherwise null. */
export function queryError(
  { url = '' }: IncomingMessage,
  { queryParameterLimit: max }: Pick<HttpConfig, 'queryParameterLimit'>,
): HttpError | null {
  if (url.length <= max || url.split('&', max + 1).length <= max) return null;
  const description = `the query has more than ${max} parameters`;
  return new HttpError(400, 'bad_request', description);
}

/**
 * Returns an error for a request whose end is ambiguous (RFC 9112 §6.1); otherwise null. The
 * connection is not read any further.
 */
export function framingError({ headers, httpVersion }: IncomingMessage): HttpError | null {
  const coding = headers['transfer-encoding'];
  if (httpVersion === '1.1') {
    if (coding === undefined || coding.toLowerCase() === 'chunked') return null;
    return unreadable('send Transfer-Encoding: chunked, or none');
  }
  // Node.js reads other versions as well, such as `HTTP/2.0` in the first line.
  if (httpVersion !== '1.0') return unreadable('send HTTP/1.1 or HTTP/1.0');
  return coding === undefined ? null : unreadable('HTTP/1.0 has no Transfer-Encoding');
}

function unreadable(description: string): HttpError {
  return new HttpError(400, 'bad_request', description, { Connection: 'close' });
}

function repeatedHeader(rawHeaders: readonly string[]): string | null {
  let seen = '';
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const raw = rawHeaders[at]!;
    if (raw.length !== 4 && raw.length !== 12 && raw.length !== 13) continue; // a hot path
    const name = raw.toLowerCase();
    if (!SINGLE.has(name)) continue;
    if (seen.includes(name)) return SINGLE.get(name)!;
    seen += name;
  }
  return null;
}

/**
 * Returns an error for an encoded body, which no server here decodes (RFC 9110 §8.4); otherwise
 * null.
 */
export function codingError({ headers }: Pick<IncomingMessage, 'headers'>): HttpError | null {
  const coding = headers['content-encoding'];
  if (coding === undefined || /^\s*identity\s*$/i.test(coding)) return null;
  const description = 'send the body without a Content-Encoding';
  // RFC 9110 §15.5.16: this header tells the client that the media type is not the cause.
  return new HttpError(415, 'unsupported_coding', description, {
    'Accept-Encoding': 'identity',
  });
}
