import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Authentication } from './before-body.js';
import { Refusal } from './refusal.js';

/** The requests of one caller. */
interface Caller {
  worked: number;
  readonly waiting: Set<() => void>;
}

/** A request that is due. */
interface Due {
  response: Pick<ServerResponse, 'closed' | 'once' | 'off'>;
  work: () => void;
  /** Owns a request that has waited too long. */
  refuse: (refusal: Refusal) => void;
}

interface Limits {
  /** Requests of one caller that are worked on at a time. */
  most: number;
  /** Seconds that a further request waits. */
  wait: number;
}

/**
 * Lets a caller have a few requests worked on at a time. Its further requests wait, the oldest
 * first; one leaves when its client goes away, and is refused when it has waited too long.
 */
class Turns {
  readonly #callers = new Map<string, Caller>();

  constructor(private readonly limits: Limits) {}

  /** Calls `work` when the turn has come, which lasts until `end`. */
  begin(name: string, due: Due): void {
    const caller = this.#callers.get(name);
    if (!caller) {
      this.#callers.set(name, { worked: 1, waiting: new Set() });
      due.work();
    } else if (caller.worked < this.limits.most) {
      caller.worked += 1;
      due.work();
    } else if (!due.response.closed) this.#wait(caller, due);
  }

  /** Gives the turn to the request of the caller that has waited longest. */
  end(name: string): void {
    const caller = this.#callers.get(name)!;
    const [next] = caller.waiting;
    if (next) return next();
    caller.worked -= 1;
    if (caller.worked === 0) this.#callers.delete(name);
  }

  #wait({ waiting }: Caller, { response, work, refuse }: Due): void {
    const leave = () => {
      clearTimeout(timer);
      response.off('close', leave);
      waiting.delete(begin);
    };
    const begin = () => {
      leave();
      work();
    };
    const timer = setTimeout(() => {
      leave();
      const description = 'other requests of this client take all its connections to the database';
      refuse(new Refusal(503, 'service_unavailable', description, { 'Retry-After': '1' }));
    }, this.limits.wait * 1000);
    response.once('close', leave);
    waiting.add(begin);
  }
}

/**
 * Keeps one caller from having all connections to the database. Its requests take turns from the end
 * of their bodies until their answers are made, also when the client has gone: only then is the
 * database done with them.
 */
export function takeTurns(
  fastify: FastifyInstance,
  { authentication, limits }: { authentication: Authentication; limits: Limits },
): void {
  const turns = new Turns(limits);
  const held = new WeakMap<FastifyReply, string>();
  fastify.addHook('preHandler', (request, reply, done) => {
    const caller = authentication.callerOf(request);
    if (caller === undefined) return done();
    const work = () => {
      held.set(reply, caller);
      done();
    };
    turns.begin(caller, { response: reply.raw, work, refuse: done });
  });
  fastify.addHook('onSend', (_, reply, payload, done) => {
    const caller = held.get(reply);
    if (caller !== undefined && held.delete(reply)) turns.end(caller);
    done(null, payload);
  });
}
