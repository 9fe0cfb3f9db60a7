import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { HttpConfig } from '#config';
import { trustedAddresses } from './address.js';

/** Short ids without characters that could break a log line or a header. */
const REQUEST_ID = /^[\w.:=@+/-]{1,128}$/;

/** Returns a function that reads the request id from a trusted proxy, or creates one. */
export function requestIds({
  requestIdHeader,
  trustedProxies,
}: HttpConfig): (request: IncomingMessage) => string {
  const name = requestIdHeader.toLowerCase();
  const isTrusted = trustedAddresses(trustedProxies);
  return ({ headers, socket }) => {
    const given = headers[name];
    const isGood = typeof given === 'string' && REQUEST_ID.test(given);
    return isGood && isTrusted(socket.remoteAddress ?? '') ? given : randomUUID();
  };
}
