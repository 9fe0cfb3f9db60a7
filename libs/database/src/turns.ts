import { Inject, Injectable } from '@nestjs/common';
import { DATABASE_OPTIONS, type DatabaseOptions } from './database.options.js';
import { DatabaseUnavailable } from './database-unavailable.js';

/** A caller with a turn. */
export interface Caller {
  readonly name: string;
  /** Pieces of work in progress. */
  worked: number;
  /** Functions that begin waiting work, the oldest first. */
  readonly waiting: Readonly<Record<Urgency, Set<() => void>>>;
}

/** Urgent work is served first, and one turn is reserved for it. */
type Urgency = 'urgent' | 'ordinary';

/** The origin of the work, which can close while it waits, such as a response. */
interface Requester {
  readonly closed: boolean;
  once(event: 'close', listener: () => void): unknown;
  off(event: 'close', listener: () => void): unknown;
}

/** Work that needs connections of the pool. */
interface Work {
  urgency: Urgency;
  /** Without a requester, the work waits until its turn. */
  requester?: Requester;
  /** Called with the turn, which lasts until `end` of this caller. */
  begin: (caller: Caller) => void;
  /** Called instead of `begin` when the work waited too long, or too much work already waits. */
  reject: (reason: DatabaseUnavailable) => void;
}

/** The caller already has its maximum number of turns, and too many requests wait. */
class TurnsTaken extends DatabaseUnavailable {
  override readonly description =
    'earlier requests of this client are not done yet; send fewer at a time, or try again later';

  constructor() {
    super('earlier requests of the client are not done yet');
  }
}

/**
 * Prevents one caller from using all connections of the pool. A caller has a limited number of
 * pieces of work in progress; further work waits, and the oldest is served first.
 */
@Injectable()
export class Turns {
  readonly #callers = new Map<string, Caller>();
  /** Maximum turns of one caller by urgency; at least one, however small the pool is. */
  readonly #maxTurns: Readonly<Record<Urgency, number>>;
  /** Maximum pieces of waiting work of one caller, for each urgency. */
  readonly #maxWaiting: number;
  /** Milliseconds that work waits. */
  readonly #waitMs: number;

  constructor(@Inject(DATABASE_OPTIONS) { poolSize, limits }: DatabaseOptions) {
    const { keptForOthers = 0, maxWaiting = Infinity, connectionTimeout = 0 } = limits ?? {};
    const maxTurns = limits ? Math.max(1, poolSize - keptForOthers) : Infinity;
    this.#maxTurns = { urgent: maxTurns, ordinary: Math.max(1, maxTurns - 1) };
    this.#maxWaiting = maxWaiting;
    this.#waitMs = connectionTimeout * 1000;
  }

  /** Pieces of waiting work of all callers. */
  get waiting(): number {
    return [...this.#callers.values()].reduce(
      (sum, { waiting: { urgent, ordinary } }) => sum + urgent.size + ordinary.size,
      0,
    );
  }

  begin(name: string, work: Work): void {
    const caller = this.#callers.get(name) ?? this.#add(name);
    if (caller.worked < this.#maxTurns[work.urgency]) {
      caller.worked += 1;
      work.begin(caller);
    } else if (caller.waiting[work.urgency].size >= this.#maxWaiting) {
      work.reject(new TurnsTaken());
    } else this.#wait(caller, work);
  }

  /** Ends a turn and gives it to the caller's urgent work, or to the work that waited longest. */
  end(caller: Caller): void {
    caller.worked -= 1;
    const { worked, waiting } = caller;
    const [urgent] = waiting.urgent;
    const [ordinary] = worked < this.#maxTurns.ordinary ? waiting.ordinary : [];
    const next = urgent ?? ordinary;
    if (next) next();
    else if (worked === 0) this.#callers.delete(caller.name);
  }

  /**
   * Runs urgent work in a turn of the caller.
   *
   * @throws DatabaseUnavailable when no turn came in time
   */
  async run<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const caller = await new Promise<Caller>((begin, reject) => {
      this.begin(name, { urgency: 'urgent', begin, reject });
    });
    return work().finally(() => this.end(caller));
  }

  #wait(caller: Caller, { urgency, requester, begin, reject }: Work): void {
    if (requester?.closed) return;
    const waiting = caller.waiting[urgency];
    const leave = () => {
      clearTimeout(timer);
      requester?.off('close', leave);
      waiting.delete(next);
    };
    const next = () => {
      leave();
      caller.worked += 1;
      begin(caller);
    };
    const timer = setTimeout(() => {
      leave();
      reject(new TurnsTaken());
    }, this.#waitMs);
    requester?.once('close', leave);
    waiting.add(next);
  }

  #add(name: string): Caller {
    const waiting = { urgent: new Set<() => void>(), ordinary: new Set<() => void>() };
    const caller = { name, worked: 0, waiting };
    this.#callers.set(name, caller);
    return caller;
  }
}
