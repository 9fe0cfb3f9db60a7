import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Turns } from '#database';
import type { Authentication } from './before-body.js';

/** A reply has the caller whose turn its request has. */
type Reply = FastifyReply & { caller: Caller | null };

type Caller = Parameters<Turns['end']>[0];

/**
 * Requests of one caller take turns from the end of their bodies until their answers are made, also
 * when the client has gone: only then is the database done with them.
 */
export function takeTurns(
  fastify: FastifyInstance,
  { authentication, turns }: { authentication: Authentication; turns: Turns },
): void {
  fastify.decorateReply('caller', null);
  fastify.addHook('preHandler', (request, reply, done) => {
    const name = authentication.callerOf(request);
    if (name === undefined) return done();
    const begin = (caller: Caller) => {
      (reply as Reply).caller = caller;
      done();
    };
    turns.begin(name, { urgency: 'ordinary', requester: reply.raw, begin, refuse: done });
  });
  fastify.addHook('onSend', (_, reply, payload, done) => {
    const { caller } = reply as Reply;
    if (caller) {
      (reply as Reply).caller = null;
      turns.end(caller);
    }
    done(null, payload);
  });
}
