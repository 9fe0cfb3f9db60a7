import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { accessToken, api, credentials, request, tokenRequest } from '../support/requests.js';
import { cheapHashes, createPerson } from '../support/sign-in-people.js';
import { type RecordedSpans, recordSpans } from '../support/spans.js';
import { Visitor } from '../support/visitor.js';

let applications: TestSide<'backoffice'>;
let receiver: Receiver;
let spans: RecordedSpans;

beforeAll(async () => {
  spans = recordSpans();
  receiver = await startReceiver();
  applications = await startSide('backoffice', (config) => {
    cheapHashes(config);
    receiver.configure(config);
  });
});
afterAll(async () => {
  await applications.stop();
  await receiver.stop();
  await spans.stop();
});

/** Does what people and programs do, and returns all secrets and personal data in it. */
async function acts(): Promise<string[]> {
  const { backoffice, database } = applications;
  const person = await createPerson(database, 'backoffice');
  const visitor = new Visitor(backoffice);
  await visitor.signIn(person.email, person.password);
  await visitor.get('/account');
  await visitor.get('/sign-in/link?token=secret-of-a-link');
  await new Visitor(backoffice).signIn(person.email, 'wrong password');
  const token = await accessToken(backoffice);
  await api(backoffice, token, `/api/users/${person.id}`, {
    method: 'PATCH',
    document: { data: { type: 'users', id: person.id, attributes: { title: 'Countess' } } },
  });
  await api(backoffice, token, `/api/users?filter[email]=${person.email}`);
  await api(backoffice, `${token}x`, '/api/users');
  const swapped = { ...credentials(backoffice.client), client_id: 'a-secret-in-the-wrong-field' };
  await tokenRequest(backoffice, swapped);
  await request(`${backoffice.url}/unknown/${person.email}?code=secret-in-a-query`);
  const body = new URLSearchParams({ ...credentials(backoffice.client), token });
  await request(`${backoffice.url}/oauth2-token/revoke`, { method: 'POST', body });
  return [
    person.email,
    person.password,
    `users/${person.id}`,
    'Ada',
    'Lovelace',
    'Countess',
    'wrong password',
    'secret-of-a-link',
    'secret-in-a-query',
    'a-secret-in-the-wrong-field',
    backoffice.client.clientSecret,
    token,
    token.split('.')[2]!,
    ...visitor.cookies.values(),
    '127.0.0.1',
    '::1',
  ];
}

it('no span has a secret, a token, a path, an address or personal data', async () => {
  const confidential = await acts();
  expect(confidential.every((text) => text.length > 2)).toBe(true);
  const all = spans.take();
  const names = all.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['POST /sign-in', 'GET /account', 'PATCH /api/users/:id', 'audit']),
  );
  const text = JSON.stringify(
    all.map(({ name, attributes, events, status, links }) => {
      return { name, attributes, events, status, links };
    }),
  );
  expect(confidential.filter((secret) => text.includes(secret))).toEqual([]);
});
