import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Side } from '#oauth';
import { RevokedTokens } from '../../libs/oauth/src/revocation/revoked-tokens.js';
import { RevokedTokensRepository } from '../../libs/oauth/src/revocation/revoked-tokens.repository.js';
import {
  startApplications,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { type Api, apiOf, apiWith, lastEvents, refusals } from '../support/json-api.js';
import { untilNotified } from '../support/notified.js';
import { accessToken, api as apiRequest } from '../support/requests.js';
import { decode, resign } from '../support/tokens.js';

let applications: TestApplications;
let api: Api;
let caller: TestClient;

beforeAll(async () => {
  applications = await startApplications();
  const { backoffice } = applications;
  caller = await backoffice.createClient('tokens:revoke clients:read clients:write audit:read');
  api = apiWith(backoffice, await accessToken(backoffice, { client: caller }));
});
afterAll(async () => applications.stop());

const PATH = '/api/revoked-tokens';
const AT = '/data/attributes';
const TIME = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/);
const SOON = { timeout: 15_000, interval: 20 };

const revocation = (attributes: object) => ({ type: 'revoked-tokens', attributes });
const jtiOf = (token: string) => String(decode(token).claims.jti);

async function users(side: Side, token: string): Promise<string> {
  const { status, body } = await apiRequest(applications[side], token, '/api/users');
  return status === 200 ? '200' : `${status} ${body.errors[0].code}`;
}

async function revokedRows(): Promise<number> {
  return (await applications.database.query('SELECT FROM revoked_tokens')).length;
}

describe('a token that is revoked through the back office', () => {
  it.each(['backoffice', 'storefront'] as const)(
    'of the %s is rejected from then on; the 201 shows its client and expiry, not the token',
    async (side) => {
      const { client } = applications[side];
      const token = await accessToken(applications[side]);
      const other = await accessToken(applications[side]);
      const jti = jtiOf(token);
      const { status, headers, body } = await api.post(PATH, revocation({ side, token }));
      const self = `${PATH}/${side}-${jti}`;
      const exp = Number(decode(token).claims.exp);
      expect({ status, location: headers.get('location') }).toEqual({
        status: 201,
        location: self,
      });
      expect(body).toEqual({
        jsonapi: { version: '1.1' },
        links: { self },
        data: {
          type: 'revoked-tokens',
          id: `${side}-${jti}`,
          attributes: {
            side,
            jti,
            expiresAt: new Date(exp * 1000).toISOString().replace('.000', ''),
            revokedAt: TIME,
          },
          relationships: { client: { data: { type: 'oauth-clients', id: client.clientId } } },
          links: { self },
        },
      });
      await expect.poll(async () => users(side, token), SOON).toBe('401 revoked_token');
      expect(await users(side, other)).toBe('200');
      expect((await api.get(self)).body).toEqual(body);
    },
  );

  it('can be revoked by its id, which leaves client and expiry unknown', async () => {
    const token = await accessToken(applications.storefront);
    const jti = jtiOf(token);
    const { status, body } = await api.post(PATH, revocation({ side: 'storefront', jti }));
    const { attributes, relationships } = body.data;
    expect({ status, attributes, relationships }).toEqual({
      status: 201,
      attributes: { side: 'storefront', jti, expiresAt: TIME, revokedAt: TIME },
      relationships: { client: { data: null } },
    });
    expect(Date.parse(attributes.expiresAt) - Date.now()).toBeGreaterThan(86_000_000);
    await expect.poll(async () => users('storefront', token), SOON).toBe('401 revoked_token');
  });

  it.each(['token', 'jti'] as const)(
    'again by %s gets 200 with the same answer, and no event',
    async (by) => {
      const token = await accessToken(applications.storefront);
      const again = revocation({ side: 'storefront', [by]: by === 'jti' ? jtiOf(token) : token });
      const first = await api.post(PATH, again);
      expect(first.status).toBe(201);
      const events = await lastEvents(applications, 5);
      const { status, headers, body } = await api.post(PATH, again);
      expect({ status, location: headers.get('location'), body }).toEqual({
        status: 200,
        location: null,
        body: first.body,
      });
      expect(await lastEvents(applications, 5)).toEqual(events);
    },
  );

  it('by id after the token gets 201 and lasts longer; by token after its id gets 200', async () => {
    const token = await accessToken(applications.storefront);
    const byId = revocation({ side: 'storefront', jti: jtiOf(token) });
    const byToken = revocation({ side: 'storefront', token });
    const answers = [];
    for (const each of [byToken, byId, byToken, byId]) answers.push(await api.post(PATH, each));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 200, 200]);
    const ends = answers.map(({ body }) => Date.parse(body.data.attributes.expiresAt));
    expect(ends[1]! - Date.now()).toBeGreaterThan(86_000_000);
    expect([ends[0]! < ends[1]!, ends[2], ends[3]]).toEqual([true, ends[1], ends[1]]);
  });

  it('by id on the wrong side is another resource, and the token stays valid', async () => {
    const token = await accessToken(applications.storefront);
    const jti = jtiOf(token);
    const wrong = await api.post(PATH, revocation({ side: 'backoffice', jti }));
    expect({ status: wrong.status, opens: await users('storefront', token) }).toEqual({
      status: 201,
      opens: '200',
    });
    const right = await api.post(PATH, revocation({ side: 'storefront', jti }));
    expect(right.status).toBe(201);
    await expect.poll(async () => users('storefront', token), SOON).toBe('401 revoked_token');
    const { body } = await api.get(`${PATH}?filter[id]=backoffice-${jti},storefront-${jti}`);
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([
      `backoffice-${jti}`,
      `storefront-${jti}`,
    ]);
  });

  it('may be the caller’s own token', async () => {
    const token = await accessToken(applications.backoffice, { client: caller });
    const own = apiWith(applications.backoffice, token);
    expect((await own.post(PATH, revocation({ side: 'backoffice', token }))).status).toBe(201);
    await expect
      .poll(async () => refusals(await own.get(PATH)), SOON)
      .toEqual(['401 revoked_token']);
  });

  it('may have scopes that the caller lacks', async () => {
    const token = await accessToken(applications.backoffice);
    const poor = await apiOf(applications.backoffice, 'tokens:revoke');
    expect((await poor.post(PATH, revocation({ side: 'backoffice', token }))).status).toBe(201);
  });

  it('is recorded with the caller, and without the token', async () => {
    const token = await accessToken(applications.storefront);
    const jti = jtiOf(token);
    await api.post(PATH, revocation({ side: 'storefront', token }));
    const { clientId } = applications.storefront.client;
    const events = await lastEvents(applications);
    expect(events).toEqual([
      {
        actor_type: 'client',
        actor: caller.clientId,
        side: 'storefront',
        action: 'token.revoked',
        subject_type: 'access-tokens',
        subject_id: jti,
        before: null,
        after: { clientId, expiresAt: expect.any(String) },
      },
    ]);
    const [, , signature] = token.split('.');
    const shown = [await api.get('/api/audit-events?sort=-id'), await api.get(PATH)];
    expect(JSON.stringify(shown.map(({ body }) => body))).not.toContain(signature);
  });
});

describe('a revocation is rejected', () => {
  const NO_TOKEN = `422 validation_failed ${AT}/token`;

  it('of a token of the other side, an expired token, and a text that is no token', async () => {
    const { backoffice, storefront } = applications;
    const token = await accessToken(storefront);
    const exp = Math.floor(Date.now() / 1000) - 1;
    const before = await revokedRows();
    const answers = [
      await api.post(PATH, revocation({ side: 'backoffice', token })),
      await api.post(
        PATH,
        revocation({ side: 'storefront', token: resign(storefront, token, { claims: { exp } }) }),
      ),
      await api.post(
        PATH,
        revocation({ side: 'storefront', token: resign(backoffice, token, {}) }),
      ),
      await api.post(PATH, revocation({ side: 'storefront', token: 'a.b.c' })),
      await api.post(PATH, revocation({ side: 'storefront', token: '' })),
      // A token id given as the token is rejected, too.
      await api.post(PATH, revocation({ side: 'storefront', token: jtiOf(token) })),
    ];
    expect(answers.flatMap(refusals)).toEqual(answers.map(() => NO_TOKEN));
    expect(answers[0]!.body.errors[0].detail).toBe(
      'token must be an access token of the backoffice that has not expired',
    );
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(token.split('.')[2]);
    expect(await revokedRows()).toBe(before);
    expect(await users('storefront', token)).toBe('200');
  });

  /** A pointer must exist in the document, which has no token. */
  const MISSING = `422 validation_failed ${AT}`;
  const jti = randomUUID();
  it.each([
    ['nothing', { side: 'storefront' }, MISSING],
    ['null', { side: 'storefront', token: null }, NO_TOKEN],
    ['a number', { side: 'storefront', token: 7 }, NO_TOKEN],
    ['a too long token', { side: 'storefront', token: 'x'.repeat(16_385) }, NO_TOKEN],
    [
      'a token and an id',
      { side: 'storefront', token: 'a.b.c', jti },
      `422 validation_failed ${AT}/jti`,
    ],
    [
      'an id in capitals',
      { side: 'storefront', jti: jti.toUpperCase() },
      `422 validation_failed ${AT}/jti`,
    ],
    ['no id', { side: 'storefront', jti: null }, `422 validation_failed ${AT}/jti ${MISSING}`],
    ['no side', { jti }, MISSING],
    ['an unknown side', { side: 'cellar', jti }, `422 validation_failed ${AT}/side`],
    [
      'an expiry set by the caller',
      { side: 'storefront', jti, expiresAt: '2100-01-01T00:00:00Z' },
      `400 read_only_attribute ${AT}/expiresAt`,
    ],
    [
      'only a client',
      { side: 'storefront', clientId: jti },
      `400 unknown_attribute ${AT}/clientId 400 validation_failed ${AT}`,
    ],
  ])('for this content: %s', async (_, attributes, refusal) => {
    const before = await revokedRows();
    const answer = await api.post(PATH, revocation(attributes));
    expect(refusals(answer).join(' ')).toBe(refusal);
    expect(await revokedRows()).toBe(before);
  });

  it('with an id or a client of the caller’s choice', async () => {
    const data = revocation({ side: 'storefront', jti });
    const client = { data: { type: 'oauth-clients', id: caller.clientId } };
    const answers = [
      await api.post(PATH, { ...data, id: `storefront-${jti}` }),
      await api.post(PATH, { ...data, relationships: { client } }),
      await api.post(PATH, { ...data, type: 'access-tokens' }),
    ];
    expect(answers.flatMap(refusals)).toEqual([
      '403 client_generated_id /data/id',
      '400 read_only_relationship /data/relationships/client',
      '409 type_mismatch /data/type',
    ]);
  });
});

describe('/api/revoked-tokens', () => {
  it('lists revoked tokens by side and by client, the newest first', async () => {
    const client = await applications.storefront.createClient();
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const token = await accessToken(applications.storefront, { client });
      const { body } = await api.post(PATH, revocation({ side: 'storefront', token }));
      ids.push(body.data.id);
    }
    const listed = async (query: string): Promise<string[]> => {
      const { body } = await api.get(`${PATH}?filter[client]=${client.clientId}&${query}`);
      return body.data.map(({ id }: { id: string }) => id);
    };
    expect(await listed('')).toEqual(ids.toSorted());
    expect(await listed('sort=-revokedAt')).toEqual(ids.toReversed());
    expect(await listed('sort=expiresAt&filter[side]=storefront')).toHaveLength(3);
    expect(await listed('filter[side]=backoffice')).toEqual([]);
    expect((await api.get(`${PATH}?filter[client]=1`)).body.data).toEqual([]);
    expect(refusals(await api.get(`${PATH}?filter[jti]=x&sort=jti`)).toSorted()).toEqual([
      '400 invalid_parameter sort',
      '400 unknown_parameter filter[jti]',
    ]);
  });

  it('answers 404 for an id that does not exist, in any form', async () => {
    for (const id of [`storefront-${randomUUID()}`, randomUUID(), '1', 'a.b', 'x'.repeat(100)]) {
      const answer = await api.get(`${PATH}/${id}`);
      expect({ id, refusals: refusals(answer) }).toEqual({ id, refusals: ['404 not_found'] });
    }
  });

  it('cannot be changed or deleted', async () => {
    const jti = randomUUID();
    const { body } = await api.post(PATH, revocation({ side: 'storefront', jti }));
    const { id } = body.data;
    const answers = [
      await api.patch(`${PATH}/${id}`, { ...revocation({}), id }),
      await api.delete(`${PATH}/${id}`),
      await api.delete(PATH),
    ];
    expect(answers.flatMap(refusals)).toEqual(answers.map(() => '405 method_not_allowed'));
    expect(answers.map(({ headers }) => headers.get('allow'))).toEqual([
      'OPTIONS, GET, HEAD',
      'OPTIONS, GET, HEAD',
      'OPTIONS, GET, HEAD, POST',
    ]);
    expect((await api.get(`${PATH}/${id}`)).status).toBe(200);
  });

  it('needs the scope tokens:revoke', async () => {
    const poor = await apiOf(applications.backoffice, 'clients:read clients:write clients:admin');
    const jti = randomUUID();
    const answers = [
      await poor.get(PATH),
      await poor.get(`${PATH}/storefront-${jti}`),
      await poor.post(PATH, revocation({ side: 'storefront', jti })),
    ];
    expect(answers.flatMap(refusals)).toEqual(answers.map(() => '403 insufficient_scope'));
    expect((await api.get(`${PATH}/storefront-${jti}`)).status).toBe(404);
  });
});

describe('all tokens of a client', () => {
  const pathOf = (id: string) => `/api/oauth-clients/${id}/revoke-tokens`;
  const post = async (path: string, token: string) =>
    apiRequest(applications.backoffice, token, path, { method: 'POST' });

  it('are revoked up to the statement, not the start of its transaction', async () => {
    const { storefront, backoffice } = applications;
    const client = await storefront.createClient();
    const repository = backoffice.app.get(RevokedTokensRepository);
    const token = await backoffice.app.get(DataSource).transaction(async (transaction) => {
      await transaction.query('SELECT');
      const issued = await accessToken(storefront, { client });
      await repository.revokeAll(client.clientId, transaction);
      return issued;
    });
    await expect.poll(async () => users('storefront', token), SOON).toBe('401 revoked_token');
  });

  it('are revoked at once, and the client can get another one', async () => {
    const { storefront, backoffice } = applications;
    const client = await storefront.createClient();
    const tokens = [
      await accessToken(storefront, { client }),
      await accessToken(storefront, { client }),
    ];
    const by = await accessToken(backoffice, { client: caller });
    const { status, body } = await post(pathOf(client.clientId), by);
    expect({ status, id: body.data.id, type: body.data.type }).toEqual({
      status: 200,
      id: client.clientId,
      type: 'oauth-clients',
    });
    const { tokensValidAfter } = body.data.attributes;
    expect(tokensValidAfter).toEqual(TIME);
    expect(body.links).toEqual({ self: `/api/oauth-clients/${client.clientId}` });
    for (const token of tokens) {
      await expect.poll(async () => users('storefront', token), SOON).toBe('401 revoked_token');
    }
    const [event] = await lastEvents(applications);
    expect(event).toMatchObject({
      actor_type: 'client',
      actor: caller.clientId,
      side: 'storefront',
      action: 'client.tokens_revoked',
      subject_type: 'oauth-clients',
      subject_id: client.clientId,
      before: { tokensValidAfter: null },
      after: { tokensValidAfter: expect.any(String) },
    });
    expect(await users('storefront', await accessToken(storefront, { client }))).toBe('200');
  });

  it('are revoked up to now, and a client that requests one right afterwards gets a valid token', async () => {
    const { storefront, backoffice } = applications;
    const client = await storefront.createClient();
    const by = await accessToken(backoffice, { client: caller });
    const old: string[] = [];
    for (let round = 0; round < 12; round++) {
      old.push(await accessToken(storefront, { client }));
      expect((await post(pathOf(client.clientId), by)).status).toBe(200);
      const token = await accessToken(storefront, { client });
      expect(await users('storefront', token)).toBe('200');
      old.push(token);
    }
    const last = old.pop()!;
    for (const token of old) expect(await users('storefront', token)).toBe('401 revoked_token');
    expect(await users('storefront', last)).toBe('200');
  });

  it('can be revoked with clients:write, without the scopes of the client', async () => {
    const { backoffice } = applications;
    const { clientId } = await backoffice.createClient('users:read roles:write');
    const revoker = await apiOf(backoffice, 'tokens:revoke clients:read');
    const writer = await backoffice.createClient('clients:write');
    expect(refusals(await revoker.post(pathOf(clientId), undefined))).toEqual([
      '403 insufficient_scope',
    ]);
    const by = await accessToken(backoffice, { client: writer });
    const { status, body } = await post(pathOf(clientId), by);
    expect({ status, body }).toEqual({ status: 204, body: '' });
    const { body: shown } = await post(
      `${pathOf(clientId)}?fields[oauth-clients]=side`,
      await accessToken(backoffice, { client: caller }),
    );
    expect(shown.data).toEqual({
      type: 'oauth-clients',
      id: clientId,
      attributes: { side: 'backoffice' },
      links: { self: `/api/oauth-clients/${clientId}` },
    });
  });

  it('can be revoked only for an existing client, with no other input', async () => {
    const by = await accessToken(applications.backoffice, { client: caller });
    const { clientId } = applications.storefront.client;
    const answers = [
      await post(pathOf(randomUUID()), by),
      await post(pathOf('1'), by),
      await post(`${pathOf(clientId)}?side=storefront`, by),
      await api.get(pathOf(clientId)),
    ];
    expect(answers.flatMap(refusals)).toEqual([
      '404 not_found',
      '404 not_found',
      '400 unknown_parameter side',
      '405 method_not_allowed',
    ]);
    expect(answers[3]!.headers.get('allow')).toBe('OPTIONS, POST');
  });
});

describe.each(['backoffice', 'storefront'] as const)('with a stolen login of the %s', (side) => {
  let login: Client;
  beforeAll(async () => {
    login = new Client(applications.database.urlOf(side));
    await login.connect();
  });
  afterAll(async () => login.end());

  const attempt = async (sql: string, values: unknown[]): Promise<string | null> =>
    login.query(sql, values).then(
      () => null,
      ({ code }: { code: string }) => code,
    );

  const insert = async (jti: string, end: string) =>
    attempt(
      `INSERT INTO revoked_tokens (side, jti, expires_at) VALUES ($1, $2, ${end}) RETURNING jti`,
      [side, jti],
    );

  it.each(["now() - interval '23 hours'", "now() + interval '2 seconds'"])(
    'a row that ends at %s does not prevent the revocation of a token',
    async (end) => {
      for (const by of ['token', 'jti']) {
        const token = await accessToken(applications[side]);
        const jti = jtiOf(token);
        expect(await insert(jti, end)).toBe(null);
        const given = by === 'token' ? { token } : { jti };
        const { status, body } = await api.post(PATH, revocation({ side, ...given }));
        const exp = Number(decode(token).claims.exp) * 1000;
        const lasts = Date.parse(body.data.attributes.expiresAt) >= exp;
        expect({ by, status, lasts }).toEqual({ by, status: 201, lasts: true });
        await expect.poll(async () => users(side, token), SOON).toBe('401 revoked_token');
        // The end that the notification names, on which a purge relies.
        await untilNotified(applications[side], applications.database);
        const memory = applications[side].app.get(RevokedTokens);
        vi.useFakeTimers({ now: exp - 1000, toFake: ['Date'] });
        await memory.purge().finally(() => vi.useRealTimers());
        expect(await memory.isRevoked(jti)).toBe(true);
      }
    },
  );

  it.each(["'1960-01-01'", "'294000-01-01'", "'infinity'", "'-infinity'"])(
    'no row ends at %s',
    async (end) => {
      expect(await insert(randomUUID(), end)).toMatch(/^(?:23514|22023|0A000)$/);
    },
  );

  it('a revocation can be neither shortened nor backdated', async () => {
    const token = await accessToken(applications[side]);
    const jti = jtiOf(token);
    await api.post(PATH, revocation({ side, token }));
    const set = async (change: string) =>
      attempt(`UPDATE revoked_tokens SET ${change} WHERE side = $1 AND jti = $2`, [side, jti]);
    expect(await set("expires_at = expires_at - interval '1 second'")).toBe('42501');
    expect(await set('revoked_at = now()')).toBe('42501');
    expect(await set('jti = gen_random_uuid()')).toBe('42501');
    expect(await set("expires_at = expires_at + interval '1 second'")).toBe(null);
    expect(
      await attempt(
        `INSERT INTO revoked_tokens (side, jti, expires_at, revoked_at)
         VALUES ($1, gen_random_uuid(), now(), now())`,
        [side],
      ),
    ).toBe('42501');
    await attempt('DELETE FROM revoked_tokens WHERE side = $1 AND jti = $2', [side, jti]);
    expect((await api.get(`${PATH}/${side}-${jti}`)).status).toBe(200);
  });

  it.each(['1', '-315619200', '9223372036854775807'])(
    'a notification of the end %s makes no process drop a revocation',
    async (end) => {
      const memory = applications[side].app.get(RevokedTokens);
      const [jti, mark] = [randomUUID(), randomUUID()];
      expect((await api.post(PATH, revocation({ side, jti }))).status).toBe(201);
      await expect.poll(async () => memory.isRevoked(jti), SOON).toBe(true);
      for (const payload of [`${jti} ${end}`, `${mark} ${end}`]) {
        await login.query('SELECT pg_notify($1, $2)', [`revoked_${side}`, payload]);
      }
      await expect.poll(async () => memory.isRevoked(mark), SOON).toBe(true);
      await memory.purge();
      expect(await memory.isRevoked(jti)).toBe(true);
      expect(await memory.isRevoked(mark)).toBe(end !== '1');
    },
  );

  it('forged notifications fill no memory, and hide no revocation of the other side', async () => {
    const other = side === 'storefront' ? 'backoffice' : 'storefront';
    const memory = applications[other].app.get(RevokedTokens);
    const forge = async (count: number) =>
      login.query(
        `SELECT count(pg_notify($1, gen_random_uuid() || ' ' || $2)) FROM generate_series(1, $3)`,
        [`revoked_${other}`, Math.ceil(Date.now() / 1000) + 3600, count],
      );
    const token = await accessToken(applications[other]);
    await forge(6000);
    await expect.poll(() => memory.size, SOON).toBeGreaterThanOrEqual(6000);
    expect((await api.post(PATH, revocation({ side: other, token }))).status).toBe(201);
    await forge(6000);
    await expect.poll(() => memory.size, SOON).toBeLessThan(6000);
    expect(await users(other, token)).toBe('401 revoked_token');
  });
});
