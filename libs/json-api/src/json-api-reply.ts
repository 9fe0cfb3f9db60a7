import type { FastifyReply } from 'fastify';
import { JSON_API_MEDIA_TYPE } from './media-type.js';

/** The members of an answer that its headers depend on. */
interface Answer {
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
 * ("Creating Resources").
 */
export function asJsonApi(reply: FastifyReply): FastifyReply {
  return reply.serializer((answer: Answer) => {
    reply.header('content-type', JSON_API_MEDIA_TYPE);
    const location = answer.data?.links?.self;
    if (reply.statusCode === 201 && location) reply.header('location', location);
    return JSON.stringify(answer);
  });
}
