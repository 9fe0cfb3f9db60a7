import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#audit';
import type { RequestHeaders } from '#oauth';
import type { Answer } from './pages.js';

/** Characters of an address; a misconfigured proxy can send any text. */
const MAX_ADDRESS = 128;

/** A request of a browser to a page. */
export interface Visit {
  headers: RequestHeaders;
  address: string;
  requestId: string;
}

export function visitOf({ headers, ip, id }: FastifyRequest): Visit {
  return { headers, address: ip.slice(0, MAX_ADDRESS), requestId: id };
}

/** The person who has sent a request, as the actor of an audit event. */
export function actorOf(personId: string, { requestId, address }: Visit): Actor {
  return { type: 'person', name: personId, requestId, address };
}

/** Sets the status, headers and cookies of a page, and returns it. */
export function setHead(reply: FastifyReply, answer: Answer): Answer {
  const { status, headers, cookies } = answer;
  void reply.status(status).headers(headers);
  if (cookies) void reply.header('set-cookie', cookies);
  return answer;
}

/** Reads a field of a form. A repeated field counts as missing, and so does a JSON value. */
export function field(form: unknown, name: string): string | undefined {
  if (typeof form !== 'object' || form === null) return undefined;
  const value: unknown = Object.hasOwn(form, name) ? Reflect.get(form, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}
