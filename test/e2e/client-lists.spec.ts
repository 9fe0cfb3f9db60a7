import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecretEndRefresh } from '../../libs/oauth/src/clients/secret-end-refresh.js';
import { startApplications, type TestApplications } from '../support/applications.js';
import { fillClients } from '../support/many-clients.js';
import { type Api, apiOf, refusals } from '../support/json-api.js';

let applications: TestApplications;
let api: Api;

const PATH = '/api/oauth-clients';
const COUNT = 3_000;
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  applications = await startApplications();
  api = await apiOf(
    applications.backoffice,
    'clients:read clients:write users:read customers:read',
    { name: 'the administrator' },
  );
  await fillClients(applications.database, COUNT);
});
afterAll(async () => applications.stop());

/** Returns the names of the clients of a list, in its order. */
async function names(query: string): Promise<string[]> {
  const answer = await api.get(`${PATH}?fields[oauth-clients]=name&page[size]=100&${query}`);
  expect(refusals(answer)).toEqual([]);
  return answer.body.data.map(
    ({ attributes }: { attributes: { name: string } }) => attributes.name,
  );
}

async function created(name: string): Promise<string> {
  const attributes = { name, side: 'backoffice', scopes: ['users:read'] };
  return (await api.post(PATH, { type: 'oauth-clients', attributes })).body.data.id;
}

/** Adds a secret, and returns its id. */
async function addSecret(client: string, expiresAt: Date | null): Promise<string> {
  const answer = await api.post('/api/oauth-client-secrets', {
    type: 'oauth-client-secrets',
    attributes: { expiresAt },
    relationships: { client: { data: { type: 'oauth-clients', id: client } } },
  });
  return answer.body.data.id;
}

async function endOf(client: string): Promise<string | null> {
  return (await api.get(`${PATH}/${client}`)).body.data.attributes.secretsEndAt;
}

const after = (hours: number) => new Date(Math.ceil(Date.now() / 1000) * 1000 + hours * HOUR_MS);
const text = (time: Date) => time.toISOString().replace('.000Z', 'Z');

describe('a list of clients', () => {
  it('has those with any of the scopes in filter[scopes]', async () => {
    const few = ['machine 1000', 'machine 1500', 'machine 2000', 'machine 2500', 'machine 3000'];
    expect(await names('filter[scopes]=keys:read&sort=name')).toEqual([...few, 'machine 500']);
    const either = await names('filter[scopes][has]=keys:read,clients:write&sort=name');
    expect(either).toEqual([...few, 'machine 500', 'the administrator']);
    expect(await names('filter[scopes]=roles:write')).toEqual([]);
    expect(await names('filter[scopes]=users')).toEqual([]);
  });

  it('goes on by cursor within a filter by scope', async () => {
    const first = await api.get(
      `${PATH}?filter[scopes]=keys:read&sort=-name&page[size]=4&page[after]=`,
    );
    expect(refusals(first)).toEqual(['400 invalid_parameter page[after]']);
    const page = await api.get(`${PATH}?filter[scopes]=keys:read&sort=-name&page[size]=4`);
    const next = await api.get(page.body.links.next);
    const all = [...page.body.data, ...next.body.data];
    expect(all.map(({ attributes }) => attributes.name)).toEqual(
      (await names('filter[scopes]=keys:read&sort=name')).toReversed(),
    );
  });

  it('has no other operator for scopes, and no order by them', async () => {
    const rejected = async (query: string) => refusals(await api.get(`${PATH}?${query}`));
    for (const name of ['filter[scopes][eq]', 'filter[scopes][exists]']) {
      expect(await rejected(`${name}=true`)).toEqual([`400 unknown_parameter ${name}`]);
    }
    expect(await rejected('sort=scopes')).toEqual(['400 invalid_parameter sort']);
  });

  it.each([
    ['the name', 'machine 1234', ['machine 1234']],
    [
      'a part of the description, in any case',
      'ledger',
      ['machine 1007', 'machine 2007', 'machine 7'],
    ],
    ['the contact, in Han characters', '山田', ['machine 1008', 'machine 2008', 'machine 8']],
    ['words in different attributes', 'machine%20ledger%202007', ['machine 2007']],
  ])('finds %s', async (_, words, found) => {
    expect(await names(`filter[search]=${words}&sort=name`)).toEqual(found);
  });

  it('has the clients of each state, with filters by enabled and expiresAt', async () => {
    const now = new Date().toISOString();
    const count = async (query: string) =>
      (await api.get(`${PATH}?page[total]=true&page[size]=1&${query}`)).body.meta.page.total;
    const active = await count(`filter[enabled]=true&filter[expiresAt][neq]=..${now}`);
    const disabled = await count('filter[enabled]=false');
    const expired = await count(`filter[enabled]=true&filter[expiresAt][lte]=${now}`);
    expect([disabled, expired]).toEqual([COUNT / 10, COUNT / 10]);
    expect(active).toBe((await count('')) - disabled - expired);
  });
});

describe('secretsEndAt of a client', () => {
  it('is the next end of its secrets, and follows every change of them', async () => {
    const id = await created('ending');
    expect(await endOf(id)).toBeNull();
    await addSecret(id, null);
    expect(await endOf(id)).toBeNull();
    const [soon, later] = [after(3), after(5)];
    await addSecret(id, later);
    expect(await endOf(id)).toBe(text(later));
    const first = await addSecret(id, soon);
    expect(await endOf(id)).toBe(text(soon));
    const data = {
      type: 'oauth-client-secrets',
      id: first,
      attributes: { expiresAt: text(after(9)) },
    };
    await api.patch(`/api/oauth-client-secrets/${first}`, data);
    expect(await endOf(id)).toBe(text(later));
  });

  it('is that of the next secret after an end has passed', async () => {
    const id = await created('passing');
    const [none, later] = [await created('passed'), after(5)];
    for (const client of [id, none]) await addSecret(client, after(1));
    await addSecret(id, later);
    await applications.database.query(
      `UPDATE oauth_client_secrets SET expires_at = now() - interval '1 minute'
       WHERE client_id = ANY($1) AND expires_at < now() + interval '2 hours'`,
      [[id, none]],
    );
    await applications.database.query(
      `UPDATE oauth_clients SET secrets_end_at = now() - interval '1 minute' WHERE client_id = ANY($1)`,
      [[id, none]],
    );
    await applications.backoffice.app.get(SecretEndRefresh, { strict: false }).purge();
    expect([await endOf(id), await endOf(none)]).toEqual([text(later), null]);
  });

  it('orders lists, and filter[secretsEndBefore] finds those that end soon, the next first', async () => {
    const ids = { b: await created('end b'), a: await created('end a'), c: await created('end c') };
    await addSecret(ids.b, after(0.2));
    await addSecret(ids.a, after(0.1));
    await addSecret(ids.c, after(0.6));
    const before = text(after(0.5));
    expect(await names(`filter[secretsEndBefore]=${before}`)).toEqual(['end a', 'end b']);
    expect((await names('sort=secretsEndAt')).slice(0, 3)).toEqual(['end a', 'end b', 'end c']);
    const none = await names('sort=-secretsEndAt');
    expect(none).not.toContain('end a');
  });

  it('cannot be set', async () => {
    const attributes = {
      name: 'x',
      side: 'backoffice',
      scopes: ['users:read'],
      secretsEndAt: null,
    };
    const answer = await api.post(PATH, { type: 'oauth-clients', attributes });
    expect(refusals(answer)).toEqual(['400 read_only_attribute /data/attributes/secretsEndAt']);
  });
});
