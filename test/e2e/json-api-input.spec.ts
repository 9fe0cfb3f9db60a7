import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { RandomCaller } from '../support/server-properties.js';

/** Number of random requests; `npm run load` sends many more. */
const RUNS = 400;

let applications: TestApplications;
let caller: RandomCaller;

beforeAll(async () => {
  applications = await startApplications();
  caller = await RandomCaller.of(applications);
});
afterAll(async () => applications.stop());

it(`answers or refuses each of ${RUNS} random queries, and never fails`, async () => {
  await expect(caller.queriesAreAnsweredOrRejected(RUNS)).resolves.toBeUndefined();
});

it(`takes or refuses each of ${RUNS} random bodies, and never fails`, async () => {
  await expect(caller.bodiesAreAcceptedOrRejected(RUNS)).resolves.toBeUndefined();
});
