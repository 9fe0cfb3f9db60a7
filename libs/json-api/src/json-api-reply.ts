import type { FastifyReply } from 'fastify';
import { JSON_API_MEDIA_TYPE } from './media-type.js';

/** The members of an answer that its headers depend on. */
interface Answer {
  data?: { links?: { self?: string } };
}

const profiles = new WeakMap<FastifyReply, Set<string>>();

/** Says in the Content-Type that a profile is applied (jsonapi.org 1.1, "Content Negotiation"). */
export function applyProfile(reply: FastifyReply, uri: string): void {
  profiles.set(reply, (profiles.get(reply) ?? new Set()).add(uri));
}

function contentType(reply: FastifyReply): string {
  const applied = [...(profiles.get(reply) ?? [])].join(' ');
  return applied === '' ? JSON_API_MEDIA_TYPE : `${JSON_API_MEDIA_TYPE};profile="${applied}"`;
}

/**
 * Makes whatever is sent a JSON:API document.
 *
 * With a serializer of our own, because Fastify adds `; charset=utf-8` to a
 * JSON media type, which JSON:API forbids ("Media Type Parameters"). The header is
 * set when there is a body, so that a 204 has none.
 *
 * A 201 gets its Location here: it must be the `self` link of the resource
 * ("Creating Resources").
 */
export function asJsonApi(reply: FastifyReply): FastifyReply {
  return reply.serializer((answer: Answer) => {
    reply.header('content-type', contentType(reply));
    const location = answer.data?.links?.self;
    if (reply.statusCode === 201 && location) reply.header('location', location);
    return JSON.stringify(answer);
  });
}
