import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Customer, CustomerUser } from '#customers';
import { DemoSeed } from '#demo';
import { addDemoUsers } from '../../apps/storefront/src/users/demo-users.js';
import { startApplications, type TestApplications } from '../support/applications.js';
import { SCOPES } from '../support/companies.js';
import { apiOf } from '../support/json-api.js';

let applications: TestApplications;

/** Adds the data that the first start with the embedded database creates. */
beforeAll(async () => {
  applications = await startApplications();
  const { url } = applications.database;
  const dataSource = new DataSource({ type: 'postgres', url, entities: [Customer, CustomerUser] });
  await dataSource.initialize();
  await dataSource.transaction(addDemoUsers);
  await dataSource.query(`UPDATE customer_users SET role = 'administrator'`);
  await dataSource.destroy();
});
afterAll(async () => applications.stop());

it('in the demo, a client of a person sees the people of its company, and a client without owner sees all', async () => {
  const { storefront } = applications;
  const idsAt = async (path: string, owner?: string) => {
    const attributes = owner ? { owner: { type: 'customer-users', id: owner } } : {};
    const { body } = await (await apiOf(storefront, SCOPES, attributes)).get(path);
    return body.data.map(({ id }: { id: string }) => id);
  };
  const all = '/api/users?page[size]=100';
  expect(await idsAt(all)).toHaveLength(36);
  const rows = await applications.database.query(
    'SELECT array_agg(id ORDER BY id) AS ids, customer_id FROM customer_users GROUP BY customer_id',
  );
  expect(rows).toHaveLength(4);
  for (const { ids, customer_id: customer } of rows as { ids: string[]; customer_id: string }[]) {
    expect(await idsAt(all, ids[0])).toEqual(ids.map(String));
    expect(await idsAt('/api/customers', ids[0])).toEqual(customer === null ? [] : [customer]);
  }
});

it.each(['backoffice', 'storefront'] as const)(
  'the first start of the %s with a real database creates neither people nor a client',
  async (side) => {
    const { database } = applications;
    const stored = async () =>
      database.query(
        `SELECT (SELECT count(*) FROM oauth_clients) AS clients,
           (SELECT count(*) FROM oauth_client_secrets) AS secrets,
           (SELECT array_agg(name) FROM once WHERE name LIKE 'first start%') AS starts`,
      );
    const before = await stored();
    const people = async () => Promise.reject(new Error('people are added'));
    const seed = applications[side].app.get(DemoSeed);
    expect(await seed.welcome(side, people, (_, text) => text)).toBeUndefined();
    expect(await stored()).toEqual(before);
    expect(before).toMatchObject([{ starts: null }]);
  },
);
