/** The load generator: runs the plan on its command line and prints the outcome. */
import { readFileSync, writeFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { rejectionProblem, tokenProblem, usersProblem } from '../answers.js';
import { CONTENT_TYPES, numberedClient, scattered, tokenRequestBody } from '../clients.js';
import type { LoadOutcome, LoadPlan, TokenWork, UsersWork } from '../load-plan.js';
import { percentile } from '../statistics.js';

const MAX_PROBLEMS = 5;

type Request = autocannon.Request;

class Load {
  #next = 0;
  #rejected = 0;
  readonly #kept: string[] = [];
  readonly problems: string[] = [];

  constructor(private readonly work: LoadPlan['work']) {}

  request(): Request {
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

async function generate({
  url,
  connections,
  seconds,
  requests,
  work,
}: LoadPlan): Promise<LoadOutcome> {
  const load = new Load(work);
  const times: number[] = [];
  const begin = performance.now();
  let last = begin;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(
      {
        url,
        connections,
        bailout: 1,
        sampleInt: 100, // milliseconds between two checks of the end time
        requests: [load.request()],
        duration: seconds,
        maxOverallRequests: requests,
      },
      (error: Error | null, ended) => (error ? reject(error) : resolve(ended)),
    );
    running.on('response', (_client, status, _bytes, time) => {
      last = performance.now();
      if (status < 400) times.push(time);
    });
  });
  load.finish();
  // Requests in flight at the end have no answer and do not count as errors.
  if (result.errors > 0) load.problems.push(`${result.errors} errors of connections`);
  const sorted = Float64Array.from(times).toSorted();
  return {
    answered: result.requests.total,
    rejected: load.rejected,
    seconds: (last - begin) / 1000,
    p50: percentile(sorted, 50),
    p99: percentile(sorted, 99),
    problems: load.problems,
  };
}

const outcome = await generate(JSON.parse(process.argv[2]!) as LoadPlan);
process.stdout.write(JSON.stringify(outcome));
