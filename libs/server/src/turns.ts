import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Authentication } from './before-body.js';

/** The requests of one caller. */
interface Caller {
  worked: number;
  readonly waiting: Set<() => void>;
}

/**
 * Lets a caller have at most `most` requests worked on at a time. Its further requests wait, the
 * oldest first; one leaves when its client goes away.
 */
export class Turns {
  readonly #callers = new Map<string, Caller>();

  constructor(private readonly most: number) {}

  /** Calls `work` when the turn has come, which lasts until `end`. */
  begin(
    name: string,
    response: Pick<ServerResponse, 'closed' | 'once' | 'off'>,
    work: () => void,
  ): void {
    const caller = this.#callers.get(name);
    if (!caller) {
      this.#callers.set(name, { worked: 1, waiting: new Set() });
      work();
    } else if (caller.worked < this.most) {
      caller.worked += 1;
      work();
    } else if (!response.closed) {
      const leave = () => void caller.waiting.delete(begin);
      const begin = () => {
        leave();
        response.off('close', leave);
        work();
      };
      response.once('close', leave);
      caller.waiting.add(begin);
    }
  }

  /** Gives the turn to the request of the caller that has waited longest. */
  end(name: string): void {
    const caller = this.#callers.get(name)!;
    const [next] = caller.waiting;
    if (next) return next();
    caller.worked -= 1;
    if (caller.worked === 0) this.#callers.delete(name);
  }
}

/**
 * Keeps one caller from having all connections to the database. Its requests take turns from the end
 * of their bodies until their answers are made, also when the client has gone: only then is the
 * database done with them.
 */
export function takeTurns(
  fastify: FastifyInstance,
  { authentication, most }: { authentication: Authentication; most: number },
): void {
  const turns = new Turns(most);
  const held = new WeakMap<FastifyReply, string>();
  fastify.addHook('preHandler', (request, reply, done) => {
    const caller = authentication.callerOf(request);
    if (caller === undefined) return done();
    turns.begin(caller, reply.raw, () => {
      held.set(reply, caller);
      done();
    });
  });
  fastify.addHook('onSend', (_, reply, payload, done) => {
    const caller = held.get(reply);
    if (caller !== undefined && held.delete(reply)) turns.end(caller);
    done(null, payload);
  });
}
