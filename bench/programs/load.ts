/** The load generator: runs the plan on its command line and prints the outcome. */
import autocannon from 'autocannon';
import type { LoadOutcome, LoadPlan } from '../load-plan.js';
import { AnswerTimes } from '../answer-times.js';
import { LoadRequests } from './load-requests.js';

/** Time for the answers to the requests in flight at the end of the load. */
const MAX_ANSWER_SECONDS = 10;

async function generate(plan: LoadPlan): Promise<LoadOutcome> {
  const requests = new LoadRequests(plan.work);
  const times = new AnswerTimes(plan.seconds);
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(
      {
        url: plan.url,
        connections: plan.connections,
        bailout: 1,
        sampleInt: 100, // milliseconds between two checks of the end
        requests: [requests.repeated()],
        duration: plan.seconds + MAX_ANSWER_SECONDS,
        maxOverallRequests: plan.requests,
      },
      (error: Error | null, ended) => (error ? reject(error) : resolve(ended)),
    );
    running.on('response', (connection, status, _bytes, milliseconds) => {
      times.record(status, milliseconds);
      if (times.isOver()) endAfterResponse(connection);
    });
  });
  requests.finish();
  const { problems, rejected } = requests;
  if (result.errors > 0) problems.push(`${result.errors} errors of connections`);
  return { answered: result.requests.total, rejected, ...times.figures(), problems };
}

/**
 * Sends no further request over this connection. Each request that the server works on thus gets an
 * answer that is counted. autocannon itself drops the requests in flight at the end.
 */
function endAfterResponse(connection: autocannon.Client): void {
  Object.assign(connection, { responseMax: 1 });
}

const outcome = await generate(JSON.parse(process.argv[2]!) as LoadPlan);
process.stdout.write(JSON.stringify(outcome));
