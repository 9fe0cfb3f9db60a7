import { Inject, Injectable } from '@nestjs/common';
import { DATABASE_OPTIONS, type DatabaseOptions } from './database.options.js';
import { DatabaseUnavailable } from './database-unavailable.js';

/** A caller with a turn. */
export interface Caller {
  readonly name: string;
  /** Pieces of work that have a turn. */
  worked: number;
  /** Each function begins a piece of work that waits, the oldest first. */
  readonly waiting: Readonly<Record<Urgency, Set<() => void>>>;
}

/** Urgent work is served first, and one turn is kept for it. */
type Urgency = 'urgent' | 'ordinary';

/** Something that can go away while its request waits, such as a response. */
interface Requester {
  readonly closed: boolean;
  once(event: 'close', listener: () => void): unknown;
  off(event: 'close', listener: () => void): unknown;
}

/** Work that needs connections of the pool. */
interface Work {
  urgency: Urgency;
  /** Without one, the work waits until its turn. */
  requester?: Requester;
  /** The turn lasts until `end` of this caller. */
  begin: (caller: Caller) => void;
  /** Called instead of `begin` when the work has waited too long, or too much waits already. */
  refuse: (reason: DatabaseUnavailable) => void;
}

/** A caller has as many turns as it may have, and others wait for them. */
class TurnsTaken extends DatabaseUnavailable {
  override readonly description =
    'earlier requests of this client are not done yet; send fewer at a time, or try again later';

  constructor() {
    super('earlier requests of the client are not done yet');
  }
}

/**
 * Keeps one caller from having all connections of the pool. A caller has a few pieces of work done at
 * a time; its further ones wait, the oldest first.
 */
@Injectable()
export class Turns {
  readonly #callers = new Map<string, Caller>();
  /** Turns of one caller, at least one however small the pool is. */
  readonly #most: Readonly<Record<Urgency, number>>;
  /** Pieces of work of one caller that may wait, of each urgency. */
  readonly #mostWaiting: number;
  /** Milliseconds that they wait. */
  readonly #waitMs: number;

  constructor(@Inject(DATABASE_OPTIONS) { poolSize, limits }: DatabaseOptions) {
    const { keptForOthers = 0, maxWaiting = Infinity, connectionTimeout = 0 } = limits ?? {};
    const most = limits ? Math.max(1, poolSize - keptForOthers) : Infinity;
    this.#most = { urgent: most, ordinary: Math.max(1, most - 1) };
    this.#mostWaiting = maxWaiting;
    this.#waitMs = connectionTimeout * 1000;
  }

  /** Pieces of work that wait, of all callers. */
  get waiting(): number {
    return [...this.#callers.values()].reduce(
      (sum, { waiting: { urgent, ordinary } }) => sum + urgent.size + ordinary.size,
      0,
    );
  }

  begin(name: string, work: Work): void {
    const caller = this.#callers.get(name) ?? this.#add(name);
    if (caller.worked < this.#most[work.urgency]) {
      caller.worked += 1;
      work.begin(caller);
    } else if (caller.waiting[work.urgency].size >= this.#mostWaiting) {
      work.refuse(new TurnsTaken());
    } else this.#wait(caller, work);
  }

  /** Gives the turn to the work of the caller that is urgent or has waited longest. */
  end(caller: Caller): void {
    caller.worked -= 1;
    const { worked, waiting } = caller;
    const [urgent] = waiting.urgent;
    const [ordinary] = worked < this.#most.ordinary ? waiting.ordinary : [];
    const next = urgent ?? ordinary;
    if (next) next();
    else if (worked === 0) this.#callers.delete(caller.name);
  }

  /**
   * Does urgent work in a turn of the caller.
   *
   * @throws DatabaseUnavailable after a wait in vain
   */
  async run<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const caller = await new Promise<Caller>((begin, refuse) => {
      this.begin(name, { urgency: 'urgent', begin, refuse });
    });
    return work().finally(() => this.end(caller));
  }

  #wait(caller: Caller, { urgency, requester, begin, refuse }: Work): void {
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
      refuse(new TurnsTaken());
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
