import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { TestSide } from '../support/applications.js';
import { ALDER, apiFor, BIRCH, PEOPLE, resetCompanies } from '../support/companies.js';
import { type Api, apiOf } from '../support/json-api.js';
import { samplesOf, sumOf } from '../support/metrics.js';
import { hasPostgresql15 } from '../support/postgresql-15.js';
import { Replicated } from '../support/replicated.js';

/** A storefront that reads from a streaming standby of PostgreSQL 15. */

let replicated: Replicated;
let applications: TestSide<'storefront'>;
let ann: Api;
let shop: Api;

const toStandby = async () =>
  sumOf(await samplesOf(applications.storefront), 'latchkey_reads_total', { target: 'replica' });

const emails = async (api: Api) => {
  const { body } = await api.get('/api/users?sort=id&page[size]=100');
  return (body.data as { attributes: { email: string } }[]).map(({ attributes }) =>
    attributes.email.split('@').at(0),
  );
};

beforeAll(async () => {
  if (!hasPostgresql15) return;
  replicated = await Replicated.start();
  applications = await replicated.startSide('storefront', ({ database }) => {
    // So long that a test can pause the standby.
    Object.assign(database, { readUrl: replicated.readUrl, readMaxLag: 60_000 });
  });
  await resetCompanies(applications);
  ann = await apiFor(applications, 'ann');
  shop = await apiOf(applications.storefront, 'users:read');
});
beforeEach(({ skip }) => skip(!hasPostgresql15, 'there is no PostgreSQL 15: apt-get install it'));
afterAll(async () => {
  if (!hasPostgresql15) return;
  await applications.stop();
  await replicated.stop();
});

it('shows a person nothing of a company that the person has just left', async () => {
  const everyone = ['ann', 'amy', 'ben', 'nina', 'noel'];
  const isCurrent = async () => (await emails(shop)).length + (await toStandby()) > everyone.length;
  await expect.poll(isCurrent).toBe(true);
  await replicated.standby.pause();
  expect(await emails(ann)).toEqual(['ann', 'amy']);
  await applications.database.query('UPDATE customer_users SET customer_id = $1 WHERE id = $2', [
    BIRCH,
    PEOPLE.ann.id,
  ]);
  expect(await emails(ann)).toEqual(['ann', 'ben']);
  expect((await ann.get(`/api/customers/${ALDER}`)).status).toBe(404);
  expect((await ann.get(`/api/users/${PEOPLE.amy.id}?include=customer`)).status).toBe(404);

  const before = await toStandby();
  expect(await emails(shop)).toEqual(everyone);
  expect(await toStandby()).toBe(before + 1);
  await replicated.standby.resume();
});

it('reads nothing from a standby that was promoted, which no longer follows the primary', async () => {
  const used = async () => sumOf(await samplesOf(applications.storefront), 'latchkey_replica_used');
  await expect.poll(used).toBe(1);
  await replicated.standby.promote();
  await expect.poll(used).toBe(0);
  await applications.database.query('DELETE FROM customer_users WHERE id = $1', [PEOPLE.noel.id]);
  expect(await emails(shop)).not.toContain('noel');
});
