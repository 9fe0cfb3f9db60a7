import type { FastifyReply } from 'fastify';
import { appliedParametersOf } from '../negotiation/extensions-and-profiles.js';
import { baseUrlOf, writeDocument } from '../definition/addresses.js';
import { entityTag, matchesWeakly } from '../response/entity-tag.js';
import { JSON_API_MEDIA_TYPE } from '../negotiation/media-type.js';
import { hideResource } from './write-only.guard.js';

/** The members of an answer that determine headers or depend on them. */
interface Answer {
  jsonapi?: object;
  links?: { self?: unknown };
  data?: { links?: { self?: string }; attributes?: object } | null;
  meta?: unknown;
}

/** Makes Fastify send no body and no Content-Length. */
const NOTHING = undefined as unknown as string;

/** The methods whose 200 is the answer that a GET of the same address would have now. */
const REPRESENTING = new Set(['GET', 'HEAD', 'PATCH']);

/**
 * Sends each answer as a JSON:API document.
 *
 * Uses its own serializer, because Fastify adds `; charset=utf-8` to a JSON media type, which
 * JSON:API forbids ("Media Type Parameters"). It sets the header only with a body, so a 204 has
 * none.
 *
 * A 201 gets its Location here, which must be the `self` link of the resource ("Creating
 * Resources"). The entity tag is set here because only the serializer has the body as it is sent
 * (RFC 9110 §8.8.3). Every answer varies by `Accept`, including errors.
 *
 * Answers are specific to the token of the request. So shared caches must not store them, and
 * private caches must revalidate them (RFC 9111 §5.2.2). Without the header, a cache could store a
 * 404 heuristically (§4.2.2).
 */
export function asJsonApi(reply: FastifyReply): FastifyReply {
  addVary(reply);
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
  return reply.serializer((full: Answer) => {
    const answer = hideResource(full, reply);
    if (!answer) return NOTHING;
    const location = answer.data?.links?.self;
    const base = baseUrlOf(reply.request);
    if (reply.statusCode === 201 && location) reply.header('location', base + location);
    const body = writeDocument(describe(answer, reply), base);
    if (!isRepresentation(answer, reply)) return body;
    const tag = entityTag(body);
    reply.header('etag', tag);
    return isCached(tag, reply) ? notModified(body, reply) : body;
  });
}

/**
 * Adds extensions and profiles to the media type ("Universal Responsibilities") and the document.
 */
function describe(answer: Answer, reply: FastifyReply): Answer {
  const applied = appliedParametersOf(reply);
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
  // "Top Level": the link to a document with extensions or profiles names its media type.
  return { ...answer, jsonapi, links: { ...links, self: { href: links.self, type } } };
}

/** Adds `Accept` to the values of CORS, and only once, although guard and filter both call this. */
function addVary(reply: FastifyReply): void {
  const names = [reply.getHeader('vary') ?? []].flat().join(', ').split(/, */).filter(Boolean);
  if (!names.includes('Accept')) reply.header('vary', [...names, 'Accept'].join(', '));
}

/**
 * True when the answer is a full representation; after a 201, of the new one (RFC 9110 §15.3.2).
 */
function isRepresentation({ data, links, meta }: Answer, reply: FastifyReply): boolean {
  const { statusCode, request } = reply;
  if (statusCode === 200) return REPRESENTING.has(request.method);
  const isComplete =
    data?.attributes !== undefined && links?.self !== undefined && links.self === data.links?.self;
  return statusCode === 201 && isComplete && meta === undefined;
}

function isCached(tag: string, { request }: FastifyReply): boolean {
  const { 'if-none-match': cached } = request.headers;
  const isFetch = request.method === 'GET' || request.method === 'HEAD';
  return isFetch && cached !== undefined && matchesWeakly(cached, tag);
}

/**
 * Answers 304 (RFC 9110 §15.4.5). HEAD gets the text all the same, because from it Fastify computes
 * the Content-Length that a GET would have (§8.6); without it, that would be 0.
 */
function notModified(body: string, reply: FastifyReply): string {
  reply.status(304).removeHeader('content-type');
  return reply.request.method === 'HEAD' ? body : NOTHING;
}
