import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type autocannon from 'autocannon';
import { changeProblem, rejectionProblem, tokenProblem, usersProblem } from '../answers.js';
import { CONTENT_TYPES, numberedClient, scattered, tokenRequestBody } from '../clients.js';
import { USERS } from '../contestants.js';
import type { ChangesWork, LoadPlan, TokenWork, UsersWork } from '../load-plan.js';
import { zipf } from '../zipf.js';

const MAX_PROBLEMS = 5;

type Request = autocannon.Request;

/** Builds the requests of a load, and checks their answers. */
export class LoadRequests {
  #next = 0;
  #rejected = 0;
  readonly #kept: string[] = [];
  readonly problems: string[] = [];

  constructor(private readonly work: LoadPlan['work']) {}

  /** Builds the request that every connection repeats. */
  repeated(): Request {
    if (this.work.kind === 'tokens') return this.#tokenRequest(this.work);
    return this.work.kind === 'users' ? this.#users(this.work) : this.#changes(this.work);
  }

  get rejected(): number {
    return this.#rejected;
  }

  finish(): void {
    if (this.work.kind === 'tokens' && this.work.keepIn !== '') {
      writeFileSync(this.work.keepIn, this.#kept.join('\n'));
    }
  }

  #tokenRequest(work: TokenWork): Request {
    const { format, clients, wrongOneIn, algorithm, keepIn } = work;
    const body = (number: number) => tokenRequestBody(numberedClient(number), format);
    const request: Request = {
      method: 'POST',
      headers: { 'content-type': CONTENT_TYPES[format] },
      body: body(clients.first),
      onResponse: (status, answer, context) => {
        if ((context as { isWrong?: boolean }).isWrong) {
          this.#rejected++;
          return this.#record(rejectionProblem(status));
        }
        this.#record(tokenProblem(status, answer, algorithm));
        if (keepIn !== '') this.#kept.push((JSON.parse(answer) as Token).access_token);
      },
    };
    // Without setupRequest autocannon builds the request once and sends the same bytes every time.
    if (clients.count > 1 || wrongOneIn > 0) {
      const draw = clients.isZipf ? zipf(clients.count) : null;
      request.setupRequest = (same, context) => {
        const at = this.#next++;
        const isWrong = wrongOneIn > 0 && at % wrongOneIn === wrongOneIn - 1;
        Object.assign(context, { isWrong });
        const right = body(clients.first + scattered(draw?.() ?? at, clients.count));
        return { ...same, body: isWrong ? right.replace('bench-', 'wrong-') : right };
      };
    }
    return request;
  }

  #users({ tokensIn }: UsersWork): Request {
    const tokens = readTokens(tokensIn);
    const request: Request = {
      method: 'GET',
      headers: usersHeaders(tokens[0]),
      onResponse: (status, body) => this.#record(usersProblem(status, body)),
    };
    if (tokens.length > 1) {
      request.setupRequest = (same) => {
        return { ...same, headers: usersHeaders(tokens[this.#next++ % tokens.length]) };
      };
    }
    return request;
  }

  #changes({ tokensIn, rows, isConditional }: ChangesWork): Request {
    const tokens = readTokens(tokensIn);
    const load = randomUUID().slice(0, 8); // no other load sets the same titles
    const users = new ChangedUsers(rows);
    return {
      method: 'PATCH',
      setupRequest: (same, context) => {
        const at = this.#next++;
        const title = `${load} ${at}`;
        const id = isConditional ? users.take() : String(1 + (at % rows));
        Object.assign(context, { title, id });
        const data = { type: 'users', id, attributes: { title } };
        const headers = usersHeaders(tokens[at % tokens.length]);
        return {
          ...same,
          path: `${USERS}/${data.id}`,
          headers: isConditional ? { ...headers, 'if-match': users.tagOf(id) } : headers,
          body: JSON.stringify({ data }),
        };
      },
      onResponse: (status, body, context, headers) => {
        const { title, id } = context as { title: string; id: string };
        if (isConditional) users.giveBack(id, (headers as { etag?: string }).etag);
        this.#record(changeProblem(status, body, title));
      },
    };
  }

  #record(problem: string | null): void {
    if (problem !== null && this.problems.length < MAX_PROBLEMS) this.problems.push(problem);
  }
}

/** The users of conditional changes, which take turns. */
class ChangedUsers {
  readonly #free: string[];
  readonly #tags = new Map<string, string>();

  constructor(count: number) {
    this.#free = Array.from({ length: count }, (_, at) => String(1 + at));
  }

  /** Returns a user that no other request changes until `giveBack`. */
  take(): string {
    const id = this.#free.shift();
    if (id === undefined) throw new Error('there are more requests at a time than users');
    return id;
  }

  giveBack(id: string, tag = ''): void {
    this.#tags.set(id, tag);
    this.#free.push(id);
  }

  /** Returns the tag of the last answer about the user; any tag before the first one. */
  tagOf(id: string): string {
    return this.#tags.get(id) ?? '*';
  }
}

function readTokens(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n');
}

function usersHeaders(token = '') {
  return { 'content-type': 'application/vnd.api+json', authorization: `Bearer ${token}` };
}

interface Token {
  access_token: string;
}
