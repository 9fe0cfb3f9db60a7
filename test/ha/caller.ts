import { type Answer, HttpClient, type Request } from '../faults/client.js';
import type { Kind, Ledger } from '../faults/ledger.js';
import { credentials } from '../support/requests.js';
import type { Target } from './stage.js';

/** Sends requests to the processes of a side in turn, with the last token, and records them. */
export class Caller {
  readonly #https: readonly HttpClient[];
  #token = '';
  #tokens = 0;
  #sent = 0;

  private constructor(
    private readonly target: Target,
    readonly ledger: Ledger,
  ) {
    this.#https = target.origins.map((origin) => new HttpClient(origin));
  }

  /** Resolves when each process knows each client, because it has given it a token. */
  static async of(target: Target, ledger: Ledger): Promise<Caller> {
    const caller = new Caller(target, ledger);
    for (const client of [...target.clients, target.caller]) {
      for (const http of caller.#https) {
        const { outcome } = await http.send(tokenRequest(credentials(client)));
        if (outcome !== 'ok') throw new Error(`no token for a new client: ${outcome}`);
      }
    }
    await caller.token();
    return caller;
  }

  /** Requests a token of each client in turn; those of `caller` are used for the API. */
  async token(): Promise<void> {
    const clients = [this.target.caller, ...this.target.clients];
    const client = clients[this.#tokens % clients.length]!;
    this.#tokens += 1;
    const { outcome, body } = await this.#recorded('token', tokenRequest(credentials(client)));
    if (outcome === 'ok' && client === this.target.caller) this.#token = body.access_token;
  }

  async read(path: string): Promise<Answer> {
    return this.api('read', { method: 'GET', path });
  }

  /** Sends a request of JSON:API. */
  async api(kind: Kind, request: Request): Promise<Answer> {
    const own = {
      'Content-Type': 'application/vnd.api+json',
      Authorization: `Bearer ${this.#token}`,
    };
    return this.#recorded(kind, { ...request, headers: { ...own, ...request.headers } });
  }

  close(): void {
    for (const http of this.#https) http.close();
  }

  async #recorded(kind: Kind, request: Request): Promise<Answer> {
    const http = this.#https[(this.#sent += 1) % this.#https.length]!;
    return this.ledger.record(kind, async () => http.send(request));
  }
}

function tokenRequest(body: Record<string, string>): Request {
  const headers = { 'Content-Type': 'application/json' };
  return { method: 'POST', path: '/oauth2-token', headers, body };
}
