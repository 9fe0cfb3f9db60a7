import { setTimeout as pause } from 'node:timers/promises';
import type { Side } from '#oauth';
import { Caller } from './caller.js';
import type { Ledger } from '../faults/ledger.js';
import type { Target } from './stage.js';
import { type Changed, changeCustomer, createCustomer, makeCustomer } from './writers.js';

/** Workers of each kind. Each sends its next request after it has its answer and has paused. */
const TOKEN_WORKERS = 2;
const READERS = 2;
const CREATORS = 2;
const CHANGERS = 2;
const PAUSE_MS = 40;

/** Requests after which a load ends, many more than the longest scenario needs. */
const MAX_REQUESTS = 100_000;

/** A mix of requests to both sides, with at most one request in flight for each worker. */
export class Load {
  #isRunning = true;
  readonly #working: Promise<unknown>;

  private constructor(
    private readonly ledger: Ledger,
    private readonly callers: readonly Caller[],
    acts: readonly (() => Promise<unknown>)[],
  ) {
    this.#working = Promise.all(acts.map(async (act) => this.#work(act)));
  }

  static async start(targets: Record<Side, Target>, ledger: Ledger): Promise<Load> {
    const backoffice = await Caller.of(targets.backoffice, ledger);
    const storefront = await Caller.of(targets.storefront, ledger);
    const callers = [backoffice, storefront];
    const customers: Changed[] = [];
    for (let worker = 0; worker < CHANGERS; worker += 1) {
      customers.push(await makeCustomer(backoffice, `${ledger.prefix} customer of ${worker}`));
    }
    return new Load(ledger, callers, [
      ...callers.flatMap((caller) => [
        ...repeated(TOKEN_WORKERS, async () => caller.token()),
        ...repeated(READERS, async () => caller.read('/api/users?page%5Bsize%5D=5')),
      ]),
      ...repeated(CREATORS, async () => createCustomer(backoffice)),
      ...customers.map((customer) => async () => changeCustomer(backoffice, customer)),
    ]);
  }

  /** Waits until every write has its answer. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    await this.#working;
    for (const caller of this.callers) caller.close();
  }

  async #work(act: () => Promise<unknown>): Promise<void> {
    while (this.#isRunning && this.ledger.requests.length < MAX_REQUESTS) {
      await act();
      await pause(PAUSE_MS);
    }
  }
}

function repeated<Act>(times: number, act: Act): Act[] {
  return Array.from({ length: times }, () => act);
}
