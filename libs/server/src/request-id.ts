import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { HttpConfig } from '#config';
import { trustedAddresses } from './address.js';

/** Short, and nothing that could break a log line or a header. */
const REQUEST_ID = /^[\w.:=@+/-]{1,128}$/;

/** The id of a request: what a trusted proxy calls it, else one of our own. */
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
