import type { FastifyReply } from 'fastify';
import { appliedOf } from '../negotiation/extensions-and-profiles.js';
import { baseUrlOf, writeDocument } from '../definition/addresses.js';
import { entityTag, matchesWeakly } from './entity-tag.js';
import { JSON_API_MEDIA_TYPE } from '../negotiation/media-type.js';
import { hideResource } from './write-only.guard.js';

/** The members of an answer that its headers depend on, or that depend on them. */
interface Answer {
  jsonapi?: object;
  links?: { self?: unknown };
  data?: { links?: { self?: string }; attributes?: object } | null;
  meta?: unknown;
}

/** Fastify sends no body for it, and no Content-Length. */
const NOTHING = undefined as unknown as string;

/** Those whose 200 is what a GET of the same address would answer now. */
const REPRESENTING = new Set(['GET', 'HEAD', 'PATCH']);

/**
 * Makes whatever is sent a JSON:API document.
 *
 * With a serializer of our own, because Fastify adds `; charset=utf-8` to a
 * JSON media type, which JSON:API forbids ("Media Type Parameters"). The header is
 * set when there is a body, so that a 204 has none.
 *
 * A 201 gets its Location here: it must be the `self` link of the resource
 * ("Creating Resources"). The entity tag is made here because it is of the body as it is sent
 * (RFC 9110 §8.8.3), which nobody else has. Every answer depends on `Accept`, errors as well.
 *
 * An answer is for the token that asked: no cache that others share keeps it, and none gives it
 * again without asking (RFC 9111 §5.2.2). Without a word a 404 might be kept for a while (§4.2.2).
 */
export function asJsonApi(reply: FastifyReply): FastifyReply {
  addVary(reply);
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
  return reply.serializer((whole: Answer) => {
    const answer = hideResource(whole, reply);
    if (!answer) return NOTHING;
    const location = answer.data?.links?.self;
    const base = baseUrlOf(reply.request);
    if (reply.statusCode === 201 && location) reply.header('location', base + location);
    const body = writeDocument(describe(answer, reply), base);
    if (!isRepresentation(answer, reply)) return body;
    const tag = entityTag(body);
    reply.header('etag', tag);
    return isKnown(tag, reply) ? notModified(body, reply) : body;
  });
}

/** What is applied to a document is in its media type ("Universal Responsibilities") and in itself. */
function describe(answer: Answer, reply: FastifyReply): Answer {
  const applied = appliedOf(reply);
  if (!applied) {
    reply.header('content-type', JSON_API_MEDIA_TYPE);
    return answer;
  }
  const lists = Object.entries(applied).filter(([, uris]) => uris.length > 0);
  const parameters = lists.map(([name, uris]) => `;${name}="${uris.join(' ')}"`);
  const type = JSON_API_MEDIA_TYPE + parameters.join('');
  reply.header('content-type', type);
  if (lists.length === 0) return answer;

  const jsonapi = { ...answer.jsonapi, ...Object.fromEntries(lists) };
  const { links } = answer;
  if (typeof links?.self !== 'string') return { ...answer, jsonapi };
  // "Top Level": a link to such a document says with what it is to be asked for.
  return { ...answer, jsonapi, links: { ...links, self: { href: links.self, type } } };
}

/** Beside what CORS has put there, and once, though guard and filter both come here. */
function addVary(reply: FastifyReply): void {
  const given = reply.getHeader('vary');
  if (given === undefined) return void reply.header('vary', 'Accept'); // almost always
  const names = [given].flat().join(', ').split(/, */).filter(Boolean);
  if (!names.includes('Accept')) reply.header('vary', [...names, 'Accept'].join(', '));
}

/** A validator beside a 201 is that of the new resource (RFC 9110 §15.3.2), so of a whole one. */
function isRepresentation({ data, links, meta }: Answer, reply: FastifyReply): boolean {
  const { statusCode, request } = reply;
  if (statusCode === 200) return REPRESENTING.has(request.method);
  const isWhole =
    data?.attributes !== undefined && links?.self !== undefined && links.self === data.links?.self;
  return statusCode === 201 && isWhole && meta === undefined;
}

function isKnown(tag: string, { request }: FastifyReply): boolean {
  const { 'if-none-match': known } = request.headers;
  const isFetch = request.method === 'GET' || request.method === 'HEAD';
  return isFetch && known !== undefined && matchesWeakly(known, tag);
}

/**
 * RFC 9110 §15.4.5. For HEAD, Content-Length would be 0 without a text; of the text Fastify says how
 * long a GET's would be (§8.6).
 */
function notModified(body: string, reply: FastifyReply): string {
  reply.status(304).removeHeader('content-type');
  return reply.request.method === 'HEAD' ? body : NOTHING;
}
