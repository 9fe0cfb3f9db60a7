import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Side, SigningKeyAdministration } from '#oauth';
import { startApplications, type TestApplications, TESTER } from '../support/applications.js';
import { type Api, apiOf, refusals } from '../support/json-api.js';
import { accessToken, api as apiRequest } from '../support/requests.js';
import { keyEvents, keyRows, kidOf, publishedKids, SOON } from '../support/signing-keys.js';

let applications: TestApplications;
let api: Api;

const PATH = '/api/signing-keys';
const TIME = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/);
const NOBODY = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';

async function start(announceFor: number): Promise<void> {
  applications = await startApplications((config) => Object.assign(config.keys, { announceFor }));
  api = await apiOf(applications.backoffice, 'keys:read keys:write audit:read');
}

/** Starts applications of its own for each test of a group. */
function startForEach(): void {
  beforeEach(async () => start(0));
  afterEach(async () => applications.stop());
}

/** Starts shared applications for a group of tests that do not change the keys. */
function startForAll(): void {
  beforeAll(async () => start(0));
  afterAll(async () => applications.stop());
}

const rotationRequest = (attributes: object) => ({ type: 'signing-keys', attributes });

const rows = async (side: Side) => keyRows(applications.database, side);
const states = async (side: Side) => (await rows(side)).map(({ state }) => state);

async function kidThatSigns(side: Side): Promise<string> {
  return (await rows(side)).find(({ state }) => state === 'active')!.kid;
}

async function users(side: Side, token: string): Promise<string> {
  const { status, body } = await apiRequest(applications[side], token, '/api/users');
  return status === 200 ? '200' : `${status} ${body.errors[0].code}`;
}

/** Requests a rotation, and waits until the process of the side has the announced key. */
async function announce(side: Side): Promise<string> {
  expect((await api.post(PATH, rotationRequest({ side }))).status).toBe(202);
  await expect.poll(async () => states(side), SOON).toEqual(['active', 'announced']);
  const [, { kid }] = (await rows(side)) as [unknown, { kid: string }];
  const has = 'SELECT FROM instances WHERE side = $1 AND $2 = ANY (keys)';
  await expect
    .poll(async () => applications.database.query(has, [side, kid]), SOON)
    .toHaveLength(1);
  return kid;
}

describe('/api/signing-keys', () => {
  startForAll();

  it('shows a key by its kid, without its public and private key', async () => {
    const kid = await kidThatSigns('storefront');
    const { status, body } = await api.get(`${PATH}/${kid}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      jsonapi: { version: '1.1' },
      links: { self: `${PATH}/${kid}` },
      data: {
        type: 'signing-keys',
        id: kid,
        attributes: {
          side: 'storefront',
          algorithm: 'ES256',
          state: 'active',
          createdAt: TIME,
          activatedAt: TIME,
          retiredAt: null,
          verifiesUntil: null,
          lackedBy: [],
          instances: 1,
          liveTokens: 0,
          liveClients: 0,
          authentic: null,
        },
        links: { self: `${PATH}/${kid}` },
      },
    });
    const { data } = (await api.get(`${PATH}/${kid}?fields[signing-keys]=state`)).body;
    expect(data.attributes).toEqual({ state: 'active' });
  });

  it('lists keys of both sides, filtered and sorted', async () => {
    const [back, front] = [await kidThatSigns('backoffice'), await kidThatSigns('storefront')];
    const listed = async (query: string) => {
      const { body } = await api.get(`${PATH}?${query}`);
      return body.data.map(({ id }: { id: string }) => id);
    };
    expect(await listed('')).toEqual([back, front].toSorted());
    expect(await listed('sort=createdAt')).toEqual([back, front]);
    expect(await listed('sort=-createdAt')).toEqual([front, back]);
    expect(await listed('filter[side]=storefront&filter[state]=active')).toEqual([front]);
    expect(await listed('filter[state]=announced,retired')).toEqual([]);
    expect(await listed(`filter[id]=${back},${NOBODY}`)).toEqual([back]);
    const { body } = await api.get(`${PATH}?sort=createdAt&page[size]=1`);
    expect(body.data).toEqual([expect.objectContaining({ id: back })]);
    expect(body.links.next).toBe(`${PATH}?sort=createdAt&page%5Bsize%5D=1&page%5Bnumber%5D=2`);
    const refused = await api.get(`${PATH}?filter[algorithm]=ES256&sort=state`);
    expect(refusals(refused).toSorted()).toEqual([
      '400 invalid_parameter sort',
      '400 unknown_parameter filter[algorithm]',
    ]);
  });

  it('answers 404 for a key that does not exist', async () => {
    for (const id of [NOBODY, '1', 'mine']) {
      const answers = [await api.get(`${PATH}/${id}`), await api.delete(`${PATH}/${id}`)];
      expect(answers.flatMap(refusals)).toEqual(['404 not_found', '404 not_found']);
    }
    expect(await states('backoffice')).toEqual(['active']);
  });

  it('rejects changes of a key and the deletion of all keys', async () => {
    const kid = await kidThatSigns('backoffice');
    const answers = [
      await api.patch(`${PATH}/${kid}`, { ...rotationRequest({}), id: kid }),
      await api.post(`${PATH}/${kid}`, rotationRequest({ side: 'backoffice' })),
      await api.delete(PATH),
    ];
    expect(answers.flatMap(refusals)).toEqual(answers.map(() => '405 method_not_allowed'));
    expect(answers.map(({ headers }) => headers.get('allow'))).toEqual([
      'OPTIONS, GET, HEAD, DELETE',
      'OPTIONS, GET, HEAD, DELETE',
      'OPTIONS, GET, HEAD, POST',
    ]);
  });

  it('needs keys:write for changes, and keys:read for reading', async () => {
    const kid = await kidThatSigns('storefront');
    const reader = await apiOf(applications.backoffice, 'keys:read');
    const writer = await apiOf(applications.backoffice, 'keys:write');
    const answers = [
      await reader.post(PATH, rotationRequest({ side: 'storefront' })),
      await reader.delete(`${PATH}/${kid}`),
      await writer.get(PATH),
      await writer.get(`${PATH}/${kid}`),
    ];
    expect(answers.flatMap(refusals)).toEqual(answers.map(() => '403 insufficient_scope'));
    expect(await rows('storefront')).toEqual([{ kid, algorithm: 'ES256', state: 'active' }]);
  });
});

describe('a requested key rotation', () => {
  startForEach();

  it.each(['backoffice', 'storefront'] as const)(
    'is accepted, and a process of the %s carries it out',
    async (side) => {
      const old = await kidThatSigns(side);
      const { status, headers, body } = await api.post(
        PATH,
        rotationRequest({ side, algorithm: 'EdDSA' }),
      );
      expect({ status, location: headers.get('location'), body }).toEqual({
        status: 202,
        location: null,
        body: {
          jsonapi: { version: '1.1' },
          meta: { rotation: { side, algorithm: 'EdDSA', instances: 1 } },
        },
      });
      expect(headers.get('content-type')).toBe('application/vnd.api+json');
      await expect.poll(async () => states(side), SOON).toEqual(['retired', 'active']);
      const kid = await kidThatSigns(side);
      expect((await keyEvents(applications.database, side)).slice(2)).toEqual([
        'key.rotation_requested client',
        `key.announced system ${kid}`,
        `key.activated system ${kid}`,
        `key.retired system ${old}`,
      ]);
      await expect.poll(async () => kidOf(await accessToken(applications[side])), SOON).toBe(kid);

      const { attributes } = (await api.get(`${PATH}/${old}`)).body.data;
      const verifies = Date.parse(attributes.verifiesUntil) - Date.parse(attributes.retiredAt);
      expect(attributes).toMatchObject({ state: 'retired', algorithm: 'ES256' });
      expect(verifies).toBe(25 * 3_600_000);
    },
  );

  it('while another one is under way gets a 200 with the announced key', async () => {
    await applications.stop();
    await start(600);
    const kid = await announce('storefront');
    const before = await keyEvents(applications.database, 'storefront');
    const { status, body } = await api.post(PATH, rotationRequest({ side: 'storefront' }));
    expect({ status, data: body.data }).toEqual({
      status: 200,
      data: {
        type: 'signing-keys',
        id: kid,
        attributes: {
          side: 'storefront',
          algorithm: 'ES256',
          state: 'announced',
          createdAt: TIME,
          activatedAt: null,
          retiredAt: null,
          verifiesUntil: null,
          lackedBy: [],
          instances: 1,
          liveTokens: 0,
          liveClients: 0,
          authentic: null,
        },
        links: { self: `${PATH}/${kid}` },
      },
    });
    expect(await keyEvents(applications.database, 'storefront')).toEqual(before);
  });

  it('is carried out by the next process when none of the side runs', async () => {
    await applications.storefront.stop();
    const { status, body } = await api.post(PATH, rotationRequest({ side: 'storefront' }));
    expect({ status, meta: body.meta }).toEqual({
      status: 202,
      meta: { rotation: { side: 'storefront', algorithm: null, instances: 0 } },
    });
    expect(await states('storefront')).toEqual(['active']);
  });
});

describe('a request for a key rotation', () => {
  startForAll();

  const AT = '/data/attributes';
  it.each([
    ['no side', {}, `422 validation_failed ${AT}`], // a pointer must exist in the document
    ['another side', { side: 'cellar' }, `422 validation_failed ${AT}/side`],
    [
      'another algorithm',
      { side: 'backoffice', algorithm: 'HS256' },
      `422 validation_failed ${AT}/algorithm`,
    ],
    [
      'null for one',
      { side: 'backoffice', algorithm: null },
      `422 validation_failed ${AT}/algorithm`,
    ],
    ['a state', { side: 'backoffice', state: 'active' }, `400 read_only_attribute ${AT}/state`],
    [
      'a key of one’s own',
      { side: 'backoffice', privateKey: 'x' },
      `400 unknown_attribute ${AT}/privateKey`,
    ],
  ])('is rejected with %s', async (_, attributes, refusal) => {
    expect(refusals(await api.post(PATH, rotationRequest(attributes)))).toEqual([refusal]);
    expect(await applications.database.query('SELECT FROM key_rotations')).toEqual([]);
  });
});

describe('withdrawing a key through the back office', () => {
  startForEach();

  it('of the storefront ends its tokens, and a process creates another key', async () => {
    const token = await accessToken(applications.storefront);
    const old = await kidThatSigns('storefront');
    const startedAt = performance.now();
    const { status, body } = await api.delete(`${PATH}/${old}`);
    expect({ status, body }).toEqual({ status: 204, body: '' });
    await expect.poll(async () => users('storefront', token), SOON).toBe('401 unknown_key');
    await expect.poll(async () => states('storefront'), SOON).toEqual(['active']);
    const kid = await kidThatSigns('storefront');
    await expect.poll(async () => publishedKids(applications.storefront.url), SOON).toEqual([kid]);
    expect(performance.now() - startedAt).toBeLessThan(5_000);

    const next = await accessToken(applications.storefront);
    expect({ kid: kidOf(next), opens: await users('storefront', next) }).toEqual({
      kid,
      opens: '200',
    });
    expect((await keyEvents(applications.database, 'storefront')).slice(2)).toEqual([
      `key.withdrawn client ${old}`,
      `key.announced system ${kid}`,
      `key.activated system ${kid}`,
    ]);
  });

  it('of the storefront makes a process of the storefront activate the announced key', async () => {
    await applications.stop();
    await start(600);
    const token = await accessToken(applications.storefront);
    const old = await kidThatSigns('storefront');
    const kid = await announce('storefront');
    const startedAt = performance.now();
    expect((await api.delete(`${PATH}/${old}`)).status).toBe(204);
    await expect
      .poll(async () => kidOf(await accessToken(applications.storefront)), SOON)
      .toBe(kid);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(await users('storefront', token)).toBe('401 unknown_key');
    expect(await states('storefront')).toEqual(['active']);
    expect((await keyEvents(applications.database, 'storefront')).slice(-2)).toEqual([
      `key.withdrawn client ${old}`,
      `key.activated system ${kid}`,
    ]);
  });

  it('of the back office activates the announced key, and the caller needs a new token', async () => {
    await applications.stop();
    await start(600);
    const old = await kidThatSigns('backoffice');
    const kid = await announce('backoffice');
    expect((await api.delete(`${PATH}/${old}`)).status).toBe(204);
    const active = { kid, algorithm: 'ES256', state: 'active' };
    await expect.poll(async () => rows('backoffice'), SOON).toEqual([active]);
    expect((await keyEvents(applications.database, 'backoffice')).slice(-2)).toEqual([
      `key.withdrawn client ${old}`,
      `key.activated system ${kid}`,
    ]);
    await expect.poll(async () => refusals(await api.get(PATH)), SOON).toEqual(['401 unknown_key']);
  });

  it('is recorded with the caller, and without key material', async () => {
    const client = await applications.backoffice.createClient('keys:write');
    const token = await accessToken(applications.backoffice, { client });
    const old = await kidThatSigns('storefront');
    await apiRequest(applications.backoffice, token, `${PATH}/${old}`, { method: 'DELETE' });
    const events = await applications.database.query(
      `SELECT actor_type, actor, side, subject_type, subject_id, before, after
       FROM audit_events WHERE action = 'key.withdrawn'`,
    );
    expect(events).toEqual([
      {
        actor_type: 'client',
        actor: client.clientId,
        side: 'storefront',
        subject_type: 'signing-keys',
        subject_id: old,
        before: { state: 'active', algorithm: 'ES256' },
        after: null,
      },
    ]);
  });

  it('rejects query parameters', async () => {
    const kid = await kidThatSigns('storefront');
    expect(refusals(await api.delete(`${PATH}/${kid}?now=true`))).toEqual([
      '400 unknown_parameter now',
    ]);
    expect(await kidThatSigns('storefront')).toBe(kid);
  });
});

describe('the successor of a withdrawn storefront key', () => {
  startForEach();

  it('is named in the result, and a process of the storefront activates it', async () => {
    await applications.stop();
    await start(600);
    const old = await kidThatSigns('storefront');
    const kid = await announce('storefront');
    const administration = applications.backoffice.app.get(SigningKeyAdministration);
    expect(await administration.withdraw(old, TESTER.actor)).toMatchObject({
      key: { kid: old },
      successor: kid,
      instances: 1,
    });
    await expect.poll(async () => states('storefront'), SOON).toEqual(['active']);
    expect(await kidThatSigns('storefront')).toBe(kid);
  });
});

describe('the access that depends on a signing key', () => {
  startForEach();

  it('is counted for the key that signs: live tokens of the side, and their clients', async () => {
    const { database, storefront } = applications;
    const clients = [await storefront.createClient(), await storefront.createClient()];
    const short = await storefront.createClient('users:read', { accessTokenLifetime: 60 });
    await database.query(
      "UPDATE signing_keys SET activated_at = now() - interval '5 hours' WHERE side = 'storefront'",
    );
    const count = async (clientId: string, hours: number, tokens: number) =>
      database.query(
        `INSERT INTO client_usage (client_id, hour, tokens_issued)
         VALUES ($1, date_trunc('hour', now()) - make_interval(hours => $2), $3)`,
        [clientId, hours, tokens],
      );
    for (const { clientId } of clients) await count(clientId, 0, 20);
    await count(clients[0]!.clientId, 4, 1000);
    await count(short.clientId, 0, 3);
    await count(short.clientId, 2, 500);
    const { body } = await api.get(`${PATH}?filter[side]=storefront`);
    expect(body.data.map(({ attributes }: { attributes: object }) => attributes)).toMatchObject([
      { state: 'active', liveTokens: 43, liveClients: 3, instances: 1 },
    ]);
    const some = `${PATH}?filter[side]=storefront&fields[signing-keys]`;
    const { data } = (await api.get(`${some}=liveClients,state`)).body;
    expect(data[0].attributes).toEqual({ liveClients: 3, state: 'active' });
    const [without] = (await api.get(`${some}=state`)).body.data;
    expect(without.attributes).toEqual({ state: 'active' });
    const other = await api.get(`${PATH}?filter[side]=backoffice`);
    expect(other.body.data).toMatchObject([{ attributes: { liveTokens: expect.any(Number) } }]);
    expect(other.body.data[0].attributes.liveTokens).toBeLessThan(43);
  });

  it('is none for a key that has not signed', async () => {
    await applications.stop();
    await start(600);
    const kid = await announce('storefront');
    const { body } = await api.get(`${PATH}/${kid}`);
    expect(body.data.attributes).toMatchObject({ liveTokens: 0, liveClients: 0, instances: 1 });
  });
});
