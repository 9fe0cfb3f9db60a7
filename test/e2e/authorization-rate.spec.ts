import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { peopleClient, pkce, requestOf } from '../support/people-clients.js';

let applications: TestSide<'storefront'>;

beforeAll(async () => {
  applications = await startSide('storefront', (config) => {
    config.signIn.requestsPerMinute = 3;
  });
});
afterAll(async () => applications.stop());

it('the authorization endpoint answers 429 to a network beyond signIn.requestsPerMinute', async () => {
  const client = await peopleClient(applications, 'storefront');
  const query = requestOf(client, pkce().challenge);
  const url = `${applications.storefront.url}/oauth2-authorize?${query.toString()}`;
  const answers = [];
  for (let time = 1; time <= 4; time += 1) answers.push(await fetch(url, { redirect: 'manual' }));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  const { headers } = answers[3]!;
  expect(headers.get('content-type')).toContain('text/html');
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(headers.get('location')).toBeNull();
});
