import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Authentication } from './before-body.js';
import { Refusal } from './refusal.js';

/** The requests of one caller. */
interface Caller {
  readonly name: string;
  worked: number;
  readonly waiting: Set<Waiting>;
}

/** A request that is due. */
interface Due {
  response: Pick<ServerResponse, 'closed' | 'once' | 'off'>;
  /** The turn lasts until `end` of this caller. */
  work: (caller: Caller) => void;
  /** Owns a request that has waited too long. */
  refuse: (refusal: Refusal) => void;
}

interface Waiting {
  due: Due;
  sinceMs: number;
  /** Also called when the client goes away: then nothing else counts the request, or its body. */
  leave: () => void;
}

interface Limits {
  /** Requests of one caller that are worked on at a time. */
  most: number;
  /** Seconds that a further request waits. */
  wait: number;
}

/**
 * Lets a caller have a few requests worked on at a time. Its further requests wait, the oldest
 * first. One leaves with its client, and one that has waited too long is refused.
 */
export class Turns {
  readonly #callers = new Map<string, Caller>();

  constructor(private readonly limits: Limits) {}

  /** Requests that wait. */
  get waiting(): number {
    return [...this.#callers.values()].reduce((sum, { waiting }) => sum + waiting.size, 0);
  }

  begin(name: string, due: Due): void {
    const caller = this.#callers.get(name) ?? this.#add(name);
    if (caller.worked < this.limits.most) {
      caller.worked += 1;
      due.work(caller);
    } else if (!due.response.closed) this.#wait(caller, due);
  }

  /** Gives the turn to the request of the caller that has waited longest. */
  end(caller: Caller): void {
    const [next] = caller.waiting;
    if (next) {
      next.leave();
      return next.due.work(caller);
    }
    caller.worked -= 1;
    if (caller.worked === 0) this.#callers.delete(caller.name);
  }

  /** Refuses the requests that have waited too long. */
  refuseOverdue(): void {
    const latest = performance.now() - this.limits.wait * 1000;
    for (const { waiting } of this.#callers.values()) {
      for (const { due, sinceMs, leave } of waiting) {
        if (sinceMs > latest) break;
        leave();
        const description =
          'other requests of this client take all its connections to the database';
        due.refuse(new Refusal(503, 'service_unavailable', description, { 'Retry-After': '1' }));
      }
    }
  }

  #wait({ waiting }: Caller, due: Due): void {
    const { response } = due;
    const leave = () => {
      response.off('close', leave);
      waiting.delete(one);
    };
    const one = { due, sinceMs: performance.now(), leave };
    response.once('close', leave);
    waiting.add(one);
  }

  #add(name: string): Caller {
    const caller = { name, worked: 0, waiting: new Set<Waiting>() };
    this.#callers.set(name, caller);
    return caller;
  }
}

/** Milliseconds between two looks for requests that have waited too long: one timer for all of them. */
const LOOK_MS = 250;

/** A reply has the caller whose turn its request has. */
type Reply = FastifyReply & { caller: Caller | null };

/**
 * Keeps one caller from having all connections to the database. Its requests take turns from the end
 * of their bodies until their answers are made, also when the client has gone: only then is the
 * database done with them.
 */
export function takeTurns(
  fastify: FastifyInstance,
  { authentication, limits }: { authentication: Authentication; limits: Limits },
): Turns {
  const turns = new Turns(limits);
  const look = setInterval(() => turns.refuseOverdue(), LOOK_MS).unref();
  fastify.addHook('onClose', async () => clearInterval(look));
  fastify.decorateReply('caller', null);
  fastify.addHook('preHandler', (request, reply, done) => {
    const name = authentication.callerOf(request);
    if (name === undefined) return done();
    const work = (caller: Caller) => {
      (reply as Reply).caller = caller;
      done();
    };
    turns.begin(name, { response: reply.raw, work, refuse: done });
  });
  fastify.addHook('onSend', (_, reply, payload, done) => {
    const { caller } = reply as Reply;
    if (caller) {
      (reply as Reply).caller = null;
      turns.end(caller);
    }
    done(null, payload);
  });
  return turns;
}
