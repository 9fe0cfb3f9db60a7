import type { FastifyReply } from 'fastify';
import { appliedOf } from './applied.js';
import { JSON_API_MEDIA_TYPE } from './media-type.js';

/** The members of an answer that its headers depend on, or that depend on them. */
interface Answer {
  jsonapi?: object;
  links?: { self?: unknown };
  data?: { links?: { self?: string } };
}

/**
 * Makes whatever is sent a JSON:API document.
 *
 * With a serializer of our own, because Fastify adds `; charset=utf-8` to a
 * JSON media type, which JSON:API forbids ("Media Type Parameters"). The header is
 * set when there is a body, so that a 204 has none.
 *
 * A 201 gets its Location here: it must be the `self` link of the resource
 * ("Creating Resources"). Every answer depends on `Accept`, errors as well.
 */
export function asJsonApi(reply: FastifyReply): FastifyReply {
  addVary(reply);
  return reply.serializer((answer: Answer) => {
    const location = answer.data?.links?.self;
    if (reply.statusCode === 201 && location) reply.header('location', location);
    return JSON.stringify(describe(answer, reply));
  });
}

/** What is applied to a document is in its media type ("Universal Responsibilities") and in itself. */
function describe(answer: Answer, reply: FastifyReply): Answer {
  const applied = appliedOf(reply);
  const lists = Object.entries(applied ?? {}).filter(([, uris]) => uris.length > 0);
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
  const names = [reply.getHeader('vary') ?? []].flat().join(', ').split(/, */).filter(Boolean);
  if (!names.includes('Accept')) reply.header('vary', [...names, 'Accept'].join(', '));
}
