import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestClient } from '../support/administration.js';
import { credentials } from '../support/requests.js';
import { type Answer, HttpClient, type Request } from './client.js';
import type { Kind, Ledger, Write } from './ledger.js';

/** Workers of each kind. A worker sends its next request after it has its answer and has paused. */
const WORKERS: Readonly<Record<Kind, number>> = {
  token: 4,
  introspect: 2,
  read: 4,
  create: 4,
  change: 2,
};
const PAUSE_MS = 8;

/** Pause between two attempts of the same write. */
const RETRY_PAUSE_MS = 100;

/** Attempts of a write after the end of the load, when the fault is over. */
const LAST_ATTEMPTS = 50;

/** The servers and the clients of the workers. */
export interface Target {
  origins: readonly string[];
  /** Clients that request tokens. */
  clients: readonly TestClient[];
  /** A client that reads users, reads and writes customers, and may introspect. */
  caller: TestClient;
}

type Act = () => Promise<unknown>;

/** A mix of requests in closed loops, with at most one request in flight for each worker. */
export class Load {
  readonly #https: readonly HttpClient[];
  readonly #unsettled: Act[] = [];
  #isRunning = true;
  #working: Promise<unknown> = Promise.resolve();
  #token = '';
  #sent = 0;
  #texts = 0;

  private constructor(
    private readonly target: Target,
    private readonly ledger: Ledger,
  ) {
    this.#https = target.origins.map((origin) => new HttpClient(origin));
  }

  /** Resolves when every worker is running. */
  static async start(target: Target, ledger: Ledger): Promise<Load> {
    const load = new Load(target, ledger);
    await load.#start();
    return load;
  }

  /** Waits for all answers, and repeats unanswered writes until they have one. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    await this.#working;
    await Promise.all(this.#unsettled.map(async (settle) => settle()));
    for (const http of this.#https) http.close();
  }

  async #start(): Promise<void> {
    const path = '/oauth2-token';
    const { body } = await this.#send({ path, body: credentials(this.target.caller) });
    this.#token = body.access_token;
    const kinds = Object.keys(WORKERS) as Kind[];
    const acts = await Promise.all(
      kinds.flatMap((kind) =>
        Array.from({ length: WORKERS[kind] }, async (_, worker) => this.#act(kind, worker)),
      ),
    );
    this.#working = Promise.all(acts.map(async (act) => this.#work(act)));
  }

  async #work(act: Act): Promise<void> {
    while (this.#isRunning) {
      await act();
      await pause(PAUSE_MS);
    }
  }

  /** Builds the action that a worker repeats. */
  async #act(kind: Kind, worker: number): Promise<Act> {
    const { clients, caller } = this.target;
    const path = '/oauth2-token';
    const acts: Record<Kind, () => Promise<Act>> = {
      token: async () => {
        const body = credentials(clients[worker % clients.length]!);
        return async () => this.#recorded(kind, { path, body });
      },
      introspect: async () => {
        const body = { ...credentials(caller), token: this.#token };
        return async () => this.#recorded(kind, { path: `${path}/introspect`, body });
      },
      read: async () => async () =>
        this.#recorded(kind, { method: 'GET', path: '/api/users?page%5Bsize%5D=5' }),
      create: async () => async () => this.#create(),
      change: async () => this.#changer(worker),
    };
    return acts[kind]();
  }

  /**
   * Creates a customer. It repeats every second write until it has an answer, and gives up the
   * others.
   */
  async #create(): Promise<void> {
    const name = this.#text();
    const write = this.ledger.write('create', name);
    const headers = { 'Idempotency-Key': randomUUID() };
    const body = { data: { type: 'customers', attributes: { name } } };
    const attempt = async () => {
      acknowledge(write, await this.#recorded('create', { path: '/api/customers', body, headers }));
      if (!write.acknowledged) await pause(RETRY_PAUSE_MS);
    };
    await attempt();
    if (this.#texts % 2 === 0) return;
    while (this.#isRunning && !write.acknowledged) await attempt();
    if (write.acknowledged) return;
    this.#unsettled.push(async () => {
      for (let left = LAST_ATTEMPTS; left > 0 && !write.acknowledged; left -= 1) await attempt();
      write.isUnsettled = !write.acknowledged;
    });
  }

  /** Creates a customer that only this worker changes, and returns the action that changes it. */
  async #changer(worker: number): Promise<Act> {
    const customer = `${this.ledger.prefix} customer of ${worker}`;
    const made = await this.#send({
      path: '/api/customers',
      body: { data: { type: 'customers', attributes: { name: customer } } },
    });
    if (made.outcome !== 'ok') throw new Error(`could not create a customer: ${made.outcome}`);
    const { id } = made.body.data;
    return async () => {
      const description = this.#text();
      const write = this.ledger.write('change', description, customer);
      const body = { data: { type: 'customers', id, attributes: { description } } };
      const path = `/api/customers/${id}`;
      acknowledge(write, await this.#recorded('change', { method: 'PATCH', path, body }));
    };
  }

  #text(): string {
    this.#texts += 1;
    return `${this.ledger.prefix} ${this.#texts}`;
  }

  async #recorded(kind: Kind, request: Partial<Request> & Pick<Request, 'path'>): Promise<Answer> {
    return this.ledger.record(kind, async () => {
      const answer = await this.#send(request);
      const isInactive = kind === 'introspect' && answer.outcome === 'ok' && !answer.body.active;
      return isInactive ? { ...answer, outcome: 'token is not active' } : answer;
    });
  }

  async #send(request: Partial<Request> & Pick<Request, 'path'>): Promise<Answer> {
    const http = this.#https[(this.#sent += 1) % this.#https.length]!;
    const headers: Record<string, string> = request.path.startsWith('/api/')
      ? { 'Content-Type': 'application/vnd.api+json', Authorization: `Bearer ${this.#token}` }
      : { 'Content-Type': 'application/json' };
    return http.send({ method: 'POST', ...request, headers: { ...headers, ...request.headers } });
  }
}

function acknowledge(write: Write, { outcome, headers }: Answer): void {
  write.attempts += 1;
  if (outcome !== 'ok') return;
  write.acknowledged = true;
  write.replayed = headers['idempotent-replayed'] === 'true';
}
