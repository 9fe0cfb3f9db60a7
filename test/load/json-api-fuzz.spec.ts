import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import {
  documentsAreReadOrRefused,
  queriesAreReadOrRefused,
  valuesAreNoSql,
} from '../support/input-properties.js';
import { RandomCaller } from '../support/server-properties.js';

/** A million inputs: most go to the parser, and as many to the server as fit into an hour. */
const PARSED = 300_000;
const SENT = 50_000;

const HOUR_MS = 3_600_000;

describe('the parser, with a million random inputs', { timeout: HOUR_MS }, () => {
  it('reads or rejects every query', async () => {
    await expect(queriesAreReadOrRefused(PARSED)).resolves.toBeUndefined();
  });
  it('reads or rejects every document', async () => {
    await expect(documentsAreReadOrRefused(PARSED)).resolves.toBeUndefined();
  });
  it('never puts values of queries into SQL text', async () => {
    await expect(valuesAreNoSql(PARSED)).resolves.toBeUndefined();
  });
});

// The applications start after the tests above, which block the event loop: the client would miss
// that an idle connection was closed.
describe('the server, with random requests', { timeout: HOUR_MS }, () => {
  let applications: TestApplications;
  let caller: RandomCaller;

  beforeAll(async () => {
    applications = await startApplications((config) => {
      // All requests use one token, so it must not expire.
      config.backoffice.oauth.accessTokenLifetime = 86_400;
      config.storefront.oauth.accessTokenLifetime = 86_400;
    });
    caller = await RandomCaller.of(applications);
  });
  afterAll(async () => applications.stop());

  it('answers or rejects every query', async () => {
    await expect(caller.queriesAreAnsweredOrRefused(SENT)).resolves.toBeUndefined();
  });
  it('accepts or rejects every body', async () => {
    await expect(caller.bodiesAreTakenOrRefused(SENT)).resolves.toBeUndefined();
  });
});
