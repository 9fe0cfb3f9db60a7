import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES, type Side } from '#oauth';
import { AuthorizationCodes } from '../../libs/oauth/src/authorization/authorization-codes.js';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Api, apiOf, apiWith, lastEvents, refusals } from '../support/json-api.js';
import { codeFor, exchange, peopleClient, pkce, requestOf } from '../support/people-clients.js';
import {
  accessFor,
  ENDED,
  personWithProfile,
  SCOPE,
  SOON,
  WORKING,
} from '../support/people-grants.js';
import { api as apiRequest } from '../support/requests.js';
import { personToken, staffPerson } from '../support/people.js';
import { signIn } from '../support/sign-in.js';
import { cheapHashes, setPassword } from '../support/sign-in-people.js';

let applications: TestApplications;
let api: Api;

const SCOPES =
  'sessions:read sessions:write factors:read factors:write grants:read grants:write profile:read';

beforeAll(async () => {
  applications = await startApplications(cheapHashes);
  api = await apiOf(applications.backoffice, SCOPES);
});
afterAll(async () => applications.stop());

const TIME = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/) as string;
const TYPES: Readonly<Record<Side, string>> = { backoffice: 'users', storefront: 'customer-users' };

/** Lists resources of a person of a side. */
const listOf = async (type: string, side: Side, personId: string, query = '') => {
  const filter = `filter[side]=${side}&filter[person]=${personId}`;
  const { status, body } = await api.get(`/api/${type}?${filter}${query}`);
  expect(status).toBe(200);
  return body.data as { id: string; attributes: Record<string, unknown> }[];
};
const idsOf = async (...of: Parameters<typeof listOf>) => (await listOf(...of)).map(({ id }) => id);
const person = (side: Side, id: string) => ({ data: { type: TYPES[side], id } });
const isSignedIn = async (side: Side, cookie: string) => {
  const headers = { cookie };
  const url = `${applications[side].url}/account`;
  return (await fetch(url, { headers, redirect: 'manual' })).status === 200;
};

describe.each(SIDES)('a session of a person of the %s', (side) => {
  it('is listed with its browser, and without the hash of its cookie', async () => {
    const personId = await personWithProfile(applications, side);
    await signIn(applications, side, personId);
    const [session] = await listOf('sessions', side, personId);
    const self = `/api/sessions/${session!.id}`;
    const expected = {
      type: 'sessions',
      id: expect.any(String) as string,
      attributes: {
        side,
        amr: ['pwd'],
        acr: '1',
        userAgent: 'test',
        address: '127.0.0.1',
        createdAt: TIME,
        authenticatedAt: TIME,
        lastSeenAt: TIME,
        expiresAt: TIME,
      },
      relationships: { person: person(side, personId) },
      links: { self },
    };
    expect(session).toEqual(expected);
    expect((await api.get(self)).body.data).toEqual(expected);
  });

  it('is found by person and side, by id, and in the order of the sign-ins', async () => {
    const personId = await personWithProfile(applications, side);
    for (let count = 0; count < 3; count += 1) await signIn(applications, side, personId);
    const ids = await idsOf('sessions', side, personId, '&sort=createdAt');
    expect(ids).toHaveLength(3);
    expect(await idsOf('sessions', side, personId, '&sort=-createdAt')).toEqual(ids.toReversed());
    const { body } = await api.get(`/api/sessions?filter[id]=${ids.join()}&filter[side]=${side}`);
    expect(body.data).toHaveLength(3);
    const of = `filter[person]=${personId}&filter[side]=${side}`;
    const page = `/api/sessions?${of}&sort=createdAt&page[size]=2`;
    const headers = {
      Accept:
        'application/vnd.api+json;profile="https://jsonapi.org/profiles/ethanresnick/cursor-pagination"',
    };
    const client = await applications.backoffice.createClient('sessions:read');
    const token = await tokenOf(client);
    const first = await apiRequest(applications.backoffice, token, page, { headers });
    const next = await apiRequest(applications.backoffice, token, first.body.links.next, {
      headers,
    });
    const found = [first, next].flatMap((answer) => answer.body.data as { id: string }[]);
    expect(found.map(({ id }) => id)).toEqual(ids);
  });

  it('ends within a second, with the tokens of apps in it, and no other', async () => {
    const personId = await personWithProfile(applications, side);
    const cookies = [
      await signIn(applications, side, personId),
      await signIn(applications, side, personId),
    ] as const;
    const [ended, kept] = await idsOf('sessions', side, personId, '&sort=createdAt');
    expect(await isSignedIn(side, cookies[0])).toBe(true);
    const inIt = await accessFor(applications, side, { personId, sessionId: ended });
    const elsewhere = await accessFor(applications, side, { personId, sessionId: kept });
    expect((await api.delete(`/api/sessions/${ended}`)).status).toBe(204);
    await expect.poll(async () => isSignedIn(side, cookies[0]), SOON).toBe(false);
    await expect.poll(inIt.works, SOON).toEqual(ENDED);
    expect(await elsewhere.works()).toEqual(WORKING);
    expect(await isSignedIn(side, cookies[1])).toBe(true);
    expect(await idsOf('sessions', side, personId)).toEqual([kept]);
    const again = [
      await api.get(`/api/sessions/${ended}`),
      await api.delete(`/api/sessions/${ended}`),
    ];
    expect(again.flatMap(refusals)).toEqual(['404 not_found', '404 not_found']);
    expect(await lastEvents(applications)).toMatchObject([
      {
        actor_type: 'client',
        side,
        action: 'session.ended',
        subject_type: TYPES[side],
        subject_id: personId,
        after: { session: ended },
      },
    ]);
  });
});

async function tokenOf(client: { clientId: string; clientSecret: string }): Promise<string> {
  const { url } = applications.backoffice;
  const body = JSON.stringify({
    grant_type: 'client_credentials',
    client_id: client.clientId,
    client_secret: client.clientSecret,
  });
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${url}/oauth2-token`, { method: 'POST', headers, body });
  return ((await response.json()) as { access_token: string }).access_token;
}

describe('an expired session', () => {
  it('is not listed, read or ended', async () => {
    const personId = await personWithProfile(applications, 'storefront');
    await signIn(applications, 'storefront', personId);
    const [id] = await idsOf('sessions', 'storefront', personId);
    await applications.database.query(
      `UPDATE sessions SET expires_at = now() - interval '1 second' WHERE id = $1`,
      [id],
    );
    expect(await idsOf('sessions', 'storefront', personId)).toEqual([]);
    const answers = [await api.get(`/api/sessions/${id}`), await api.delete(`/api/sessions/${id}`)];
    expect(answers.flatMap(refusals)).toEqual(['404 not_found', '404 not_found']);
  });
});

/** Gives a person a password, an app, ten recovery codes of which one is used, and a passkey. */
async function enroll(side: Side, id: string, name = 'Telephone'): Promise<string> {
  const { database } = applications;
  await setPassword(database, { side, id, password: 'Copper kettles sing at dawn' });
  const values = [side, id];
  await database.query(
    `INSERT INTO totp_secrets (side, person_id, sealed_secret, confirmed_at)
     VALUES ($1, $2, 'sealed', now())`,
    values,
  );
  await database.query(
    `INSERT INTO recovery_codes (side, person_id, code_hash, used_at)
     SELECT $1, $2::bigint, sha256(concat($1::text, ' ', $2::text, ' ', n)::bytea), CASE WHEN n = 1 THEN now() END
     FROM generate_series(1, 10) n`,
    values,
  );
  const [row] = await database.query(
    `INSERT INTO passkeys (side, person_id, credential_id, public_key, counter, name)
     VALUES ($1, $2::bigint, sha256(concat($1::text, ' ', $2::text)::bytea), 'key', 0, $3) RETURNING id::text`,
    [...values, name],
  );
  return row!.id as string;
}

describe.each(SIDES)('the authentication factors of a person of the %s', (side) => {
  const enrolled = async () => {
    const personId = await personWithProfile(applications, side);
    const passkey = await enroll(side, personId);
    const id = (rest: string) => `${side}-${personId}-${rest}`;
    return { personId, id, passkey: id(`passkey-${passkey}`) };
  };

  it('are listed without a secret', async () => {
    const { personId, id, passkey } = await enrolled();
    await enrolled();
    const nothing = { name: null, provider: null, lastUsedAt: null, codesLeft: null };
    const attributes = { ...nothing, side, setUpAt: TIME };
    const rows = await listOf('authentication-factors', side, personId);
    expect(rows.map(({ id: each, attributes: of }) => [each, of])).toEqual([
      [passkey, { ...attributes, kind: 'passkey', name: 'Telephone' }],
      [id('password'), { ...attributes, kind: 'password' }],
      [
        id('recovery-codes'),
        { ...attributes, kind: 'recovery-codes', lastUsedAt: TIME, codesLeft: 9 },
      ],
      [id('totp'), { ...attributes, kind: 'totp' }],
    ]);
    const self = `/api/authentication-factors/${passkey}`;
    expect((await api.get(self)).body.data).toEqual({
      type: 'authentication-factors',
      id: passkey,
      attributes: { ...attributes, kind: 'passkey', name: 'Telephone' },
      relationships: { person: person(side, personId) },
      links: { self },
    });
    const query = '&filter[kind]=totp,passkey&sort=id';
    expect(await idsOf('authentication-factors', side, personId, query)).toEqual([
      passkey,
      id('totp'),
    ]);
  });

  it('are removed one by one; the recovery codes go with the app', async () => {
    const { personId, id, passkey } = await enrolled();
    const other = await enrolled();
    const remove = async (factor: string) => {
      expect((await api.delete(`/api/authentication-factors/${factor}`)).status).toBe(204);
      return (await lastEvents(applications))[0]!;
    };
    const subject = { side, subject_type: TYPES[side], subject_id: personId };
    expect(await remove(passkey)).toMatchObject({
      ...subject,
      action: 'person.passkey_removed',
      before: { name: 'Telephone' },
    });
    expect(await remove(id('totp'))).toMatchObject({ ...subject, action: 'person.totp_removed' });
    expect(await idsOf('authentication-factors', side, personId)).toEqual([id('password')]);
    for (const gone of [passkey, id('totp'), id('recovery-codes')]) {
      const answer = await api.delete(`/api/authentication-factors/${gone}`);
      expect({ gone, refusals: refusals(answer) }).toEqual({ gone, refusals: ['404 not_found'] });
    }
    await remove(other.id('recovery-codes'));
    expect(await idsOf('authentication-factors', side, other.personId)).toEqual([
      other.passkey,
      other.id('password'),
      other.id('totp'),
    ]);
  });

  it('without the password, all sessions and tokens of the person end', async () => {
    const { personId, id } = await enrolled();
    const cookie = await signIn(applications, side, personId);
    const access = await accessFor(applications, side, { personId });
    expect((await api.delete(`/api/authentication-factors/${id('password')}`)).status).toBe(204);
    await expect.poll(async () => isSignedIn(side, cookie), SOON).toBe(false);
    await expect.poll(access.works, SOON).toEqual(ENDED);
    expect(await lastEvents(applications)).toMatchObject([
      { action: 'password.removed', subject_id: personId, after: { sessions: 1 } },
    ]);
  });
});

describe('the list of authentication factors', () => {
  it('needs the people, so that it is short', async () => {
    for (const query of ['', '?filter[side]=backoffice', '?filter[person][neq]=1']) {
      const answer = await api.get(`/api/authentication-factors${query}`);
      expect({ query, refusals: refusals(answer) }).toEqual({
        query,
        refusals: ['400 filter_required filter'],
      });
    }
    const { body } = await api.get('/api/authentication-factors?filter[person]=0,x');
    expect(body.data).toEqual([]);
  });

  it('has no app that waits for its first code', async () => {
    const personId = await personWithProfile(applications, 'storefront');
    await applications.database.query(
      `INSERT INTO totp_secrets (side, person_id, pending_secret, pending_at)
       VALUES ('storefront', $1, 'sealed', now())`,
      [personId],
    );
    expect(await listOf('authentication-factors', 'storefront', personId)).toEqual([]);
    const path = `/api/authentication-factors/storefront-${personId}-totp`;
    expect((await api.delete(path)).status).toBe(404);
  });
});

describe('a factor of a member of staff', () => {
  it('is removed only by a caller that holds all scopes of the roles', async () => {
    const personId = await staffPerson(applications.database, 'profile:read keys:write');
    await enroll('backoffice', personId);
    const path = `/api/authentication-factors/backoffice-${personId}-totp`;
    expect(refusals(await api.delete(path))).toEqual(['403 scope_not_held']);
    expect((await api.get(path)).status).toBe(200);
    const admin = await apiOf(applications.backoffice, 'factors:write clients:admin');
    expect((await admin.delete(path)).status).toBe(204);
  });

  it('is removed by a person only within five minutes after a sign-in', async () => {
    const admin = await staffPerson(applications.database, `factors:write ${SCOPE}`);
    const client = await applications.backoffice.createClient(`factors:write ${SCOPE}`);
    const personId = await personWithProfile(applications, 'backoffice');
    await enroll('backoffice', personId);
    const path = `/api/authentication-factors/backoffice-${personId}-totp`;
    const remove = async (secondsAgo: number) => {
      const authenticatedAt = Math.floor(Date.now() / 1000) - secondsAgo;
      const options = {
        personId: admin,
        client,
        scope: 'factors:write profile:read',
        authenticatedAt,
      };
      return apiWith(
        applications.backoffice,
        await personToken(applications.backoffice, options),
      ).delete(path);
    };
    expect(refusals(await remove(310))).toEqual(['401 recent_sign_in_required']);
    expect((await remove(10)).status).toBe(204);
    expect(await lastEvents(applications)).toMatchObject([
      { actor_type: 'person', actor: admin, action: 'person.totp_removed', subject_id: personId },
    ]);
  });
});

describe.each(SIDES)('a refresh token for a person of the %s', (side) => {
  it('is listed by person and by client, without its hashes', async () => {
    const personId = await personWithProfile(applications, side);
    const { client, tokens } = await accessFor(applications, side, { personId });
    await accessFor(applications, side, { personId });
    const others = await personWithProfile(applications, side);
    const { tokens: second } = await accessFor(applications, side, { personId: others, client });
    expect(await idsOf('refresh-tokens', side, personId)).toHaveLength(2);
    const { body } = await api.get(
      `/api/refresh-tokens?filter[client]=${client.clientId}&sort=-id`,
    );
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([
      second.familyId,
      tokens.familyId,
    ]);
    const self = `/api/refresh-tokens/${tokens.familyId}`;
    expect((await api.get(self)).body.data).toEqual({
      type: 'refresh-tokens',
      id: tokens.familyId,
      attributes: {
        side,
        scopes: [SCOPE],
        sessionId: 's1',
        authenticatedAt: TIME,
        createdAt: TIME,
        lastUsedAt: TIME,
        expiresAt: TIME,
      },
      relationships: {
        client: { data: { type: 'oauth-clients', id: client.clientId } },
        person: person(side, personId),
      },
      links: { self },
    });
  });

  it('ends within a second, with its access tokens, and no other', async () => {
    const personId = await personWithProfile(applications, side);
    const ended = await accessFor(applications, side, { personId });
    const kept = await accessFor(applications, side, { personId, client: ended.client });
    const path = `/api/refresh-tokens/${ended.tokens.familyId}`;
    expect((await api.delete(path)).status).toBe(204);
    await expect.poll(ended.works, SOON).toEqual(ENDED);
    expect(await kept.works()).toEqual(WORKING);
    expect(await idsOf('refresh-tokens', side, personId)).toEqual([kept.tokens.familyId]);
    const again = [await api.get(path), await api.delete(path)];
    expect(again.flatMap(refusals)).toEqual(['404 not_found', '404 not_found']);
    expect(await lastEvents(applications)).toMatchObject([
      {
        actor_type: 'client',
        side,
        action: 'refresh_token.revoked',
        subject_type: 'refresh-tokens',
        subject_id: ended.tokens.familyId,
        after: { clientId: ended.client.clientId, personId },
      },
    ]);
  });

  it.each([
    [
      'has expired',
      `UPDATE refresh_tokens SET expires_at = now() WHERE person_id = $1 AND side = '${side}'`,
    ],
    [
      'was revoked with all tokens of the person',
      `INSERT INTO people_tokens VALUES ('${side}', $1, clock_timestamp())`,
    ],
    [
      'was revoked with all tokens of the client',
      `UPDATE oauth_clients SET tokens_valid_after = clock_timestamp() WHERE client_id =
         (SELECT client_id FROM refresh_tokens WHERE person_id = $1 AND side = '${side}')`,
    ],
  ])('is not listed or ended when it %s', async (_, change) => {
    const personId = await personWithProfile(applications, side);
    const { tokens } = await accessFor(applications, side, { personId });
    expect(await idsOf('refresh-tokens', side, personId)).toEqual([tokens.familyId]);
    await applications.database.query(change, [personId]);
    expect(await idsOf('refresh-tokens', side, personId)).toEqual([]);
    expect((await api.delete(`/api/refresh-tokens/${tokens.familyId}`)).status).toBe(404);
  });
});

describe.each(SIDES)('a consent of a person of the %s', (side) => {
  const consent = async (personId: string, clientId: string) =>
    applications.database.query(
      `INSERT INTO consents (side, person_id, client_id, scopes) VALUES ($1, $2, $3, '{${SCOPE}}')`,
      [side, personId, clientId],
    );

  it('is listed by person and by client', async () => {
    const personId = await personWithProfile(applications, side);
    const { clientId } = await peopleClient(applications, side, { isThirdParty: true });
    await consent(personId, clientId);
    const id = `${side}-${personId}-${clientId}`;
    const self = `/api/consents/${id}`;
    const expected = {
      type: 'consents',
      id,
      attributes: { side, scopes: [SCOPE], grantedAt: TIME },
      relationships: {
        client: { data: { type: 'oauth-clients', id: clientId } },
        person: person(side, personId),
      },
      links: { self },
    };
    expect(await listOf('consents', side, personId)).toEqual([expected]);
    expect((await api.get(`/api/consents?filter[client]=${clientId}`)).body.data).toEqual([
      expected,
    ]);
    expect((await api.get(self)).body.data).toEqual(expected);
  });

  it('ends when it is withdrawn, with all that the client has for the person', async () => {
    const personId = await personWithProfile(applications, side);
    const client = await peopleClient(applications, side, {
      scopes: [SCOPE],
      grantTypes: ['authorization_code'],
      isThirdParty: true,
    });
    await consent(personId, client.clientId);
    const cookie = await signIn(applications, side, personId);
    const { verifier, challenge } = pkce();
    const parameters = requestOf(client, challenge, { scope: SCOPE });
    const exchanged = async (code: string) =>
      exchange(applications[side], client, { code, code_verifier: verifier });
    const [used, unused] = [
      await codeFor(applications[side], parameters, cookie),
      await codeFor(applications[side], parameters, cookie),
    ];
    const { body } = await exchanged(used);
    const ownData = async () =>
      (await apiRequest(applications[side], body.access_token, '/api/users/mine')).status;
    expect(await ownData()).toBe(200);
    const access = await accessFor(applications, side, { personId, client });
    const elsewhere = await accessFor(applications, side, { personId });

    const path = `/api/consents/${side}-${personId}-${client.clientId}`;
    expect((await api.delete(path)).status).toBe(204);
    await expect.poll(async () => (await access.works())[0], SOON).toBe(false);
    expect(await idsOf('refresh-tokens', side, personId)).toEqual([elsewhere.tokens.familyId]);
    await expect.poll(ownData, SOON).toBe(401);
    expect((await exchanged(unused)).body).toMatchObject({ error: 'invalid_grant' });
    expect(await elsewhere.works()).toEqual(WORKING);
    expect(await isSignedIn(side, cookie)).toBe(true);
    expect((await api.get(path)).status).toBe(404);
    expect((await api.delete(path)).status).toBe(404);
    const [event] = await applications.database.query(
      `SELECT actor_type, side, subject_type, subject_id, before, after FROM audit_events
       WHERE action = 'person.app_ended' ORDER BY id DESC LIMIT 1`,
    );
    expect(event).toEqual({
      actor_type: 'client',
      side,
      subject_type: TYPES[side],
      subject_id: personId,
      before: { clientId: client.clientId, consent: [SCOPE] },
      after: { refreshTokensRevoked: 1 },
    });
  });

  it('gives no refresh token to an exchange that is under way when it is withdrawn', async () => {
    const personId = await personWithProfile(applications, side);
    const client = await peopleClient(applications, side, { scopes: [SCOPE] });
    await consent(personId, client.clientId);
    const cookie = await signIn(applications, side, personId);
    const parameters = requestOf(client, pkce().challenge, { scope: SCOPE });
    const code = await codeFor(applications[side], parameters, cookie);
    const checked = await codeFor(applications[side], parameters, cookie);
    const codes = applications[side].app.get(AuthorizationCodes, { strict: false });
    const jti = randomUUID();
    const expiresAt = Math.floor(Date.now() / 1000) + 600;
    expect(await codes.use(code, { id: jti, expiresAt })).toBe(true);
    const path = `/api/consents/${side}-${personId}-${client.clientId}`;
    expect((await api.delete(path)).status).toBe(204);
    expect(await codes.addFamily(code, '1')).toBe(false);
    // An exchange that has found its code before the withdrawal uses it up afterwards.
    expect(await codes.use(checked, { id: randomUUID(), expiresAt })).toBe(false);
    const revoked = await applications.database.query(
      'SELECT FROM revoked_tokens WHERE side = $1 AND jti = $2',
      [side, jti],
    );
    expect(revoked).toHaveLength(1);
  });
});

describe('two people of the two sides with the same id', () => {
  it('are different people', async () => {
    const id = await personWithProfile(applications, 'backoffice');
    await applications.database.query(
      `INSERT INTO customer_users (id, email, first_name, last_name, role)
       OVERRIDING SYSTEM VALUE VALUES ($1, 'same-id@shop.example', 'A', 'B', 'administrator')
       ON CONFLICT (id) DO NOTHING`,
      [id],
    );
    const cookies = {
      backoffice: await signIn(applications, 'backoffice', id),
      storefront: await signIn(applications, 'storefront', id),
    };
    await enroll('backoffice', id);
    await enroll('storefront', id);
    const [session] = await idsOf('sessions', 'storefront', id);
    await api.delete(`/api/sessions/${session}`);
    await api.delete(`/api/authentication-factors/storefront-${id}-totp`);
    await expect.poll(async () => isSignedIn('storefront', cookies.storefront), SOON).toBe(false);
    expect(await isSignedIn('backoffice', cookies.backoffice)).toBe(true);
    expect(await idsOf('authentication-factors', 'backoffice', id)).toHaveLength(4);
    expect(await idsOf('authentication-factors', 'storefront', id)).toHaveLength(2);
    const { body } = await api.get(`/api/sessions?filter[person]=${id}`);
    expect(body.data).toHaveLength(1);
  });
});

describe('the administration of people', () => {
  it('shows no secret of any kind, in any list', async () => {
    for (const side of SIDES) {
      const personId = await personWithProfile(applications, side);
      await enroll(side, personId);
      await signIn(applications, side, personId);
      await accessFor(applications, side, { personId });
      const shown = await Promise.all(
        ['sessions', 'authentication-factors', 'refresh-tokens', 'consents'].map(async (type) =>
          listOf(type, side, personId),
        ),
      );
      const names = new Set(shown.flat().flatMap(({ attributes }) => Object.keys(attributes)));
      expect([...names].filter((name) => /hash|secret|salt|handle|key/i.test(name))).toEqual([]);
      expect(JSON.stringify(shown)).not.toContain('argon2');
    }
  });

  it('has no route that changes or creates', async () => {
    for (const type of ['sessions', 'authentication-factors', 'refresh-tokens', 'consents']) {
      const answers = [
        await api.post(`/api/${type}`, { type }),
        await api.patch(`/api/${type}/1`, { type, id: '1' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([405, 405]);
    }
  });
});

it('of 10 requests that end one session at the same time, one does', async () => {
  const personId = await personWithProfile(applications, 'backoffice');
  await signIn(applications, 'backoffice', personId);
  const [id] = await idsOf('sessions', 'backoffice', personId);
  const answers = await Promise.all(
    Array.from({ length: 10 }, async () => api.delete(`/api/sessions/${id}`)),
  );
  const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
  expect(statuses).toEqual([204, ...Array.from({ length: 9 }, () => 404)]);
});
