import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestClient } from '../support/administration.js';
import { credentials } from '../support/requests.js';
import { type Answer, HttpClient, type Request } from './client.js';
import type { Kind, Ledger, Write } from './ledger.js';

/** Workers of each kind; each sends its next request when it has its answer and has paused. */
const WORKERS: Readonly<Record<Kind, number>> = {
  token: 4,
  introspect: 2,
  read: 4,
  create: 4,
  change: 2,
};
const PAUSE_MS = 8;

/** Between two attempts of the same write. */
const RETRY_PAUSE_MS = 100;

/** Attempts of a write after the end of the load, when nothing is wrong any more. */
const LAST_ATTEMPTS = 50;

/** Whom the workers ask, and as whom. */
export interface Target {
  origins: readonly string[];
  /** They ask for tokens. */
  clients: readonly TestClient[];
  /** Reads users, reads and writes customers, and may introspect. */
  caller: TestClient;
}

type Act = () => Promise<unknown>;

/** A mix of requests, in closed loops: at the most so many are in flight as there are workers. */
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

  /** Resolves when every worker works. */
  static async start(target: Target, ledger: Ledger): Promise<Load> {
    const load = new Load(target, ledger);
    await load.#start();
    return load;
  }

  /** Waits for all answers, and for those to the writes that are sent until there is one. */
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

  /** What a worker does again and again. */
  async #act(kind: Kind, worker: number): Promise<Act> {
    const { clients, caller } = this.target;
    const path = '/oauth2-token';
    const acts: Record<Kind, () => Promise<Act>> = {
      token: async () => {
        const body = credentials(clients[worker % clients.length]!);
        return async () => this.#noted(kind, { path, body });
      },
      introspect: async () => {
        const body = { ...credentials(caller), token: this.#token };
        return async () => this.#noted(kind, { path: `${path}/introspect`, body });
      },
      read: async () => async () =>
        this.#noted(kind, { method: 'GET', path: '/api/users?page%5Bsize%5D=5' }),
      create: async () => async () => this.#create(),
      change: async () => this.#changer(worker),
    };
    return acts[kind]();
  }

  /** Every second one is repeated until it is answered; the others are given up, as clients do, too. */
  async #create(): Promise<void> {
    const name = this.#text();
    const write = this.ledger.write('create', name);
    const headers = { 'Idempotency-Key': randomUUID() };
    const body = { data: { type: 'customers', attributes: { name } } };
    const attempt = async () => {
      acknowledge(write, await this.#noted('create', { path: '/api/customers', body, headers }));
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

  /** Of a customer that nobody else changes. */
  async #changer(worker: number): Promise<Act> {
    const customer = `${this.ledger.prefix} customer of ${worker}`;
    const made = await this.#send({
      path: '/api/customers',
      body: { data: { type: 'customers', attributes: { name: customer } } },
    });
    if (made.outcome !== 'ok') throw new Error(`no customer can be made: ${made.outcome}`);
    const { id } = made.body.data;
    return async () => {
      const description = this.#text();
      const write = this.ledger.write('change', description, customer);
      const body = { data: { type: 'customers', id, attributes: { description } } };
      const path = `/api/customers/${id}`;
      acknowledge(write, await this.#noted('change', { method: 'PATCH', path, body }));
    };
  }

  #text(): string {
    this.#texts += 1;
    return `${this.ledger.prefix} ${this.#texts}`;
  }

  async #noted(kind: Kind, request: Partial<Request> & Pick<Request, 'path'>): Promise<Answer> {
    return this.ledger.note(kind, async () => {
      const answer = await this.#send(request);
      const isRefused = kind === 'introspect' && answer.outcome === 'ok' && !answer.body.active;
      return isRefused ? { ...answer, outcome: 'token is not active' } : answer;
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
