import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Api, apiOf, apiWith, refusals } from '../support/json-api.js';
import { accessToken, api as call } from '../support/requests.js';

let applications: TestApplications;
let api: Api;

const USAGE = '/api/client-usage';
const SCOPES = '/api/client-scopes';
const NOBODY = '6f3c2f5e-0000-4000-8000-000000000000';

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.clients.usage.interval = 1;
  });
  api = await apiOf(applications.backoffice, 'clients:read clients:write users:read');
});
afterAll(async () => applications.stop());

/** Returns a client with usage: 3 hours on 2 January 2026, and 1 on the next day. */
async function clientWithUsage(): Promise<string> {
  const { clientId } = await applications.backoffice.createClient();
  await applications.database.query(
    `INSERT INTO client_usage (client_id, hour, tokens_issued, api_calls, denials)
     SELECT $1, timestamptz '2026-01-02 21:00Z' + n * interval '1 hour', n, 10 * n, 100 * n
     FROM generate_series(0, 3) n`,
    [clientId],
  );
  return clientId;
}

interface Row {
  id: string;
  attributes: Record<string, unknown>;
}

/** Returns the counts of the rows, each as `start tokens/calls/denials`. */
async function counts(query: string): Promise<string[]> {
  const answer = await api.get(`${USAGE}?${query}`);
  expect(refusals(answer)).toEqual([]);
  return answer.body.data.map(
    ({ attributes: of }: Row) =>
      `${String(of.startsAt)} ${[of.tokensIssued, of.apiCalls, of.denials].join('/')}`,
  );
}

describe('GET /api/client-usage', () => {
  it('has the days of a client in UTC, the oldest first', async () => {
    const client = await clientWithUsage();
    const { body } = await api.get(`${USAGE}?filter[client]=${client}`);
    const resource = (date: string, of: object) => ({
      type: 'client-usage',
      id: `day.${date}.${client}`,
      attributes: { unit: 'day', startsAt: `${date}T00:00:00Z`, side: 'backoffice', ...of },
      relationships: { client: { data: { type: 'oauth-clients', id: client } } },
      links: { self: `${USAGE}/day.${date}.${client}` },
    });
    expect(body.data).toEqual([
      resource('2026-01-02', { tokensIssued: 3, apiCalls: 30, denials: 300 }),
      resource('2026-01-03', { tokensIssued: 3, apiCalls: 30, denials: 300 }),
    ]);
  });

  it('has the hours of a client, within limits of time', async () => {
    const hours = `filter[client]=${await clientWithUsage()}&filter[unit]=hour`;
    const all = ['2026-01-02T21', '2026-01-02T22', '2026-01-02T23', '2026-01-03T00'].map(
      (hour, n) => `${hour}:00:00Z ${n}/${10 * n}/${100 * n}`,
    );
    expect(await counts(hours)).toEqual(all);
    expect(await counts(`${hours}&sort=-startsAt`)).toEqual(all.toReversed());
    const between = '2026-01-02T22:00:00Z..2026-01-02T23:00:00Z';
    expect(await counts(`${hours}&filter[startsAt]=${between}`)).toEqual(all.slice(1, 3));
    expect(await counts(`${hours}&filter[startsAt][gt]=2026-01-02T22:00:00Z`)).toEqual(
      all.slice(2),
    );
    expect(await counts(`${hours}&filter[startsAt][lt]=2026-01-02T22:00:00Z`)).toEqual(
      all.slice(0, 1),
    );
    expect(await counts(`${hours}&filter[startsAt][neq]=2026-01-02T21:00:00Z`)).toEqual(
      all.slice(1),
    );
  });

  it('goes on by cursor, and reads one row by its id', async () => {
    const client = await clientWithUsage();
    const first = `${USAGE}?filter[client]=${client}&filter[unit]=hour&page[size]=3`;
    const page = await api.get(first);
    const next = await api.get(page.body.links.next);
    expect([page.body.data.length, next.body.data.length]).toEqual([3, 1]);
    const [{ id, ...row }] = next.body.data;
    expect(id).toBe(`hour.2026-01-03T00.${client}`);
    expect((await api.get(`${USAGE}/${id}`)).body.data).toEqual({ id, ...row });
    const days = await api.get(`${USAGE}?filter[client]=${client}`);
    const [day] = days.body.data;
    expect((await api.get(`${USAGE}/${day.id}`)).body.data).toEqual(day);
    for (const other of [
      `hour.2026-01-03T09.${client}`,
      'day.2026-99-99.backoffice',
      'x',
      `day.2026-01-02.${NOBODY}`,
    ]) {
      expect(refusals(await api.get(`${USAGE}/${other}`))).toEqual(['404 not_found']);
    }
  });

  it('has the sums of all clients of each side, which a deleted client does not reduce', async () => {
    const client = await applications.storefront.createClient('users:read');
    const [day] = new Date().toISOString().split('T');
    const sum = async () => (await api.get(`${USAGE}/day.${day}.storefront`)).body.data?.attributes;
    const token = await accessToken(applications.storefront, { client });
    await call(applications.storefront, token, '/api/users');
    const counted = { tokensIssued: 1, apiCalls: 1, denials: 0 };
    await expect.poll(sum, { timeout: 10_000 }).toMatchObject(counted);
    await api.delete(`/api/oauth-clients/${client.clientId}`);
    expect(await sum()).toMatchObject({ side: 'storefront', unit: 'day', ...counted });
    const sides = await api.get(`${USAGE}?filter[side]=storefront&filter[client][exists]=false`);
    expect(sides.body.data.map(({ id }: Row) => id)).toEqual([`day.${day}.storefront`]);
    expect(sides.body.data[0].relationships.client).toEqual({ data: null });
  });

  it('rejects several clients, other clients than one, and other operators of the unit', async () => {
    const rejected = async (query: string) => refusals(await api.get(`${USAGE}?${query}`));
    const expected = ['400 invalid_parameter filter[client]'];
    expect(await rejected(`filter[client]=${NOBODY},${NOBODY.replace('6', '7')}`)).toEqual(
      expected,
    );
    expect(await rejected(`filter[client][neq]=${NOBODY}`)).toEqual(expected);
    expect(await rejected('filter[client][exists]=true')).toEqual(expected);
    expect(await rejected('filter[unit]=week')).toEqual(['400 invalid_parameter filter[unit]']);
    expect(await rejected('filter[unit][neq]=day')).toEqual([
      '400 unknown_parameter filter[unit][neq]',
    ]);
  });

  it('has no rows of a client that does not exist, and needs the scope clients:read', async () => {
    expect(await counts(`filter[client]=${NOBODY}`)).toEqual([]);
    expect(await counts('filter[client]=7')).toEqual([]);
    const other = await apiOf(applications.backoffice, 'users:read');
    for (const path of [USAGE, `${SCOPES}?filter[client]=${NOBODY}`]) {
      expect(refusals(await other.get(path))).toEqual(['403 insufficient_scope']);
    }
  });

  it('is deleted after the retention time, also in the sums of a side', async () => {
    const { database, backoffice } = applications;
    await database.query(
      `INSERT INTO side_usage (side, hour) SELECT 'backoffice',
         date_trunc('hour', now()) - days * interval '1 day' FROM unnest('{399,401}'::int[]) days`,
    );
    const { UsageRepository } = await import('../../libs/oauth/src/usage/usage.repository.js');
    await backoffice.app.get(UsageRepository, { strict: false }).deleteOlderThan(400);
    const rows = await database.query(
      `SELECT round(extract(epoch FROM now() - hour) / 86400)::integer AS days FROM side_usage
       WHERE hour < now() - interval '1 day'`,
    );
    expect(rows).toEqual([{ days: 399 }]);
  });
});

describe('GET /api/client-scopes', () => {
  it('has each scope of a client with its use and the time of its grant', async () => {
    const client = await applications.backoffice.createClient('users:read roles:read');
    const token = await accessToken(applications.backoffice, { client });
    await apiWith(applications.backoffice, token).get('/api/users');
    const path = `${SCOPES}?filter[client]=${client.clientId}&sort=scope`;
    const uses = async () =>
      (await api.get(path)).body.data.map(({ attributes: of }: Row) => of.uses);
    await expect.poll(uses, { timeout: 10_000 }).toEqual([0, 1]);
    const { body } = await api.get(path);
    const time = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(body.data.map(({ id, attributes }: Row) => ({ id, attributes }))).toEqual([
      {
        id: `${client.clientId}.roles:read`,
        attributes: {
          scope: 'roles:read',
          uses: 0,
          lastUsedAt: null,
          grantedAt: time,
          idleSince: body.data[0].attributes.grantedAt,
        },
      },
      {
        id: `${client.clientId}.users:read`,
        attributes: {
          scope: 'users:read',
          uses: 1,
          lastUsedAt: time,
          grantedAt: time,
          idleSince: body.data[1].attributes.lastUsedAt,
        },
      },
    ]);
    for (const one of body.data) {
      expect((await api.get(`${SCOPES}/${one.id}`)).body.data).toEqual(one);
    }
  });

  it('finds those that were granted before a time, and not used since', async () => {
    const { clientId } = await applications.backoffice.createClient(
      'users:read roles:read keys:read',
    );
    await applications.database.query(
      `UPDATE client_scope_grants SET granted_at = now() - interval '100 days'
       WHERE client_id = $1 AND scope <> 'keys:read'`,
      [clientId],
    );
    await applications.database.query(
      `INSERT INTO client_scope_usage VALUES ($1, 'users:read', 1, now() - interval '1 day')`,
      [clientId],
    );
    const since = new Date(Date.now() - 90 * 86_400_000).toISOString();
    const path = `${SCOPES}?filter[client]=${clientId}&filter[unusedSince]=${since}`;
    const unused = async () =>
      (await api.get(path)).body.data.map(({ attributes: of }: Row) => of.scope);
    expect(await unused()).toEqual(['roles:read']);
    // A scope that is granted anew begins anew.
    for (const scopes of [
      ['users:read', 'keys:read'],
      ['roles:read', 'keys:read'],
    ]) {
      const data = { type: 'oauth-clients', id: clientId, attributes: { scopes } };
      expect((await api.patch(`/api/oauth-clients/${clientId}`, data)).status).toBe(403);
      await applications.database.query(
        'UPDATE oauth_clients SET scopes = $2 WHERE client_id = $1',
        [clientId, scopes],
      );
    }
    expect(await unused()).toEqual([]);
  });

  it('needs a client', async () => {
    expect(refusals(await api.get(SCOPES))).toEqual(['400 filter_required filter']);
    expect((await api.get(`${SCOPES}?filter[client]=${NOBODY},7`)).body.data).toEqual([]);
    expect(refusals(await api.get(`${SCOPES}/${NOBODY}.users:read`))).toEqual(['404 not_found']);
    expect(refusals(await api.get(`${SCOPES}/x`))).toEqual(['404 not_found']);
  });
});
