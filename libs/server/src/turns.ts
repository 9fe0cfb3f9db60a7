import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Turns } from '#database';
import type { Authentication } from './authentication.js';

/** A reply that stores the caller whose turn it is. */
type Reply = FastifyReply & { caller: Caller | null };

type Caller = Parameters<Turns['end']>[0];

type Done = (error?: Error) => void;

/**
 * Makes the requests of one caller take turns, at routes that need a token. A turn lasts from the
 * end of the body until the response is made, even when the client has disconnected: only then has
 * the database finished.
 */
export function takeTurns(
  fastify: FastifyInstance,
  { authentication, turns }: { authentication: Authentication; turns: Turns },
): void {
  const preHandler = (request: FastifyRequest, reply: FastifyReply, done: Done) => {
    const name = authentication.callerOf(request);
    if (name === undefined) return done();
    const begin = (caller: Caller) => {
      (reply as Reply).caller = caller;
      done();
    };
    turns.begin(name, { urgency: 'ordinary', requester: reply.raw, begin, reject: done });
  };
  const onSend = (_: FastifyRequest, reply: FastifyReply, __: unknown, done: Done) => {
    const { caller } = reply as Reply;
    if (caller) {
      (reply as Reply).caller = null;
      turns.end(caller);
    }
    done();
  };
  fastify.decorateReply('caller', null);
  fastify.addHook('onRoute', (route) => {
    if (!authentication.isRequired(route)) return;
    route.preHandler = [preHandler, route.preHandler ?? []].flat();
    route.onSend = [onSend, route.onSend ?? []].flat();
  });
}
