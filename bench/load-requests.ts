import { readFileSync, writeFileSync } from 'node:fs';
import type autocannon from 'autocannon';
import { rejectionProblem, tokenProblem, usersProblem } from './answers.js';
import { CONTENT_TYPES, numberedClient, scattered, tokenRequestBody } from './clients.js';
import type { LoadPlan, TokenWork, UsersWork } from './load-plan.js';

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
    return this.work.kind === 'tokens' ? this.#tokenRequest(this.work) : this.#users(this.work);
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
      request.setupRequest = (same, context) => {
        const at = this.#next++;
        const isWrong = wrongOneIn > 0 && at % wrongOneIn === wrongOneIn - 1;
        Object.assign(context, { isWrong });
        const right = body(clients.first + scattered(at, clients.count));
        return { ...same, body: isWrong ? right.replace('bench-', 'wrong-') : right };
      };
    }
    return request;
  }

  #users({ tokensIn }: UsersWork): Request {
    const tokens = readFileSync(tokensIn, 'utf8').split('\n');
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

  #record(problem: string | null): void {
    if (problem !== null && this.problems.length < MAX_PROBLEMS) this.problems.push(problem);
  }
}

function usersHeaders(token = '') {
  return { 'content-type': 'application/vnd.api+json', authorization: `Bearer ${token}` };
}

interface Token {
  access_token: string;
}
