import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import {
  documentsAreReadOrRefused,
  queriesAreReadOrRefused,
  valuesAreNoSql,
} from '../support/input-properties.js';
import { RandomCaller } from '../support/server-properties.js';

/** A million in all: most of them at the parser, as many as an hour allows at the server. */
const PARSED = 300_000;
const SENT = 50_000;

const HOUR_MS = 3_600_000;

describe('a million random inputs', { timeout: HOUR_MS }, () => {
  it('are read or refused: queries', async () => {
    await expect(queriesAreReadOrRefused(PARSED)).resolves.toBeUndefined();
  });
  it('are read or refused: documents', async () => {
    await expect(documentsAreReadOrRefused(PARSED)).resolves.toBeUndefined();
  });
  it('are no SQL: values of queries', async () => {
    await expect(valuesAreNoSql(PARSED)).resolves.toBeUndefined();
  });
});

/** Started after the others, which leave no time to notice that an idle connection has been closed. */
describe('random requests', { timeout: HOUR_MS }, () => {
  let applications: TestApplications;
  let caller: RandomCaller;

  beforeAll(async () => {
    applications = await startApplications((config) => {
      // Of one token, so it must last.
      config.backoffice.oauth.accessTokenLifetime = 86_400;
      config.storefront.oauth.accessTokenLifetime = 86_400;
    });
    caller = await RandomCaller.of(applications);
  });
  afterAll(async () => applications.stop());

  it('are answered or refused by the server: queries', async () => {
    await expect(caller.queriesAreAnsweredOrRefused(SENT)).resolves.toBeUndefined();
  });
  it('are taken or refused by the server: bodies', async () => {
    await expect(caller.bodiesAreTakenOrRefused(SENT)).resolves.toBeUndefined();
  });
});
