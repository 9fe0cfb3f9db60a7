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

  #changes({ tokensIn, rows }: ChangesWork): Request {
    const tokens = readTokens(tokensIn);
    const load = randomUUID().slice(0, 8); // no other load sets the same titles
    return {
      method: 'PATCH',
      setupRequest: (same, context) => {
        const at = this.#next++;
        const title = `${load} ${at}`;
        Object.assign(context, { title });
        const data = { type: 'users', id: String(1 + (at % rows)), attributes: { title } };
        return {
          ...same,
          path: `${USERS}/${data.id}`,
          headers: usersHeaders(tokens[at % tokens.length]),
          body: JSON.stringify({ data }),
        };
      },
      onResponse: (status, body, context) => {
        this.#record(changeProblem(status, body, (context as { title: string }).title));
      },
    };
  }

  #record(problem: string | null): void {
    if (problem !== null && this.problems.length < MAX_PROBLEMS) this.problems.push(problem);
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
