import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { pageAt } from '../support/pages.js';
import { peopleClient, pkce, requestOf } from '../support/people-clients.js';

let applications: TestSide<'storefront'>;

beforeEach(async () => {
  applications = await startSide('storefront', (config) => {
    config.signIn.requestsPerMinute = 3;
    config.storefront.publicUrl = `http://localhost:${config.storefront.port}`;
    config.storefront.passkeys.rpId = 'localhost';
  });
});
afterEach(async () => applications.stop());

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

it('challenges for passkeys are limited in the same way, and beyond the limit none is stored', async () => {
  const { storefront, database } = applications;
  const answers = [];
  for (let time = 1; time <= 4; time += 1) {
    answers.push(await pageAt(storefront, '/sign-in/passkey/options', { form: {} }));
  }
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  const { headers, text } = answers[3]!;
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(text).toContain('The server is busy.');
  expect(await database.query('SELECT kind FROM sign_in_transactions')).toHaveLength(3);
});
