import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES, type Side } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import { lastEvents } from '../support/json-api.js';
import {
  accessFor,
  ENDED,
  personWithProfile,
  SCOPE,
  SOON,
  WORKING,
} from '../support/people-grants.js';
import { signIn } from '../support/sign-in.js';
import { sessionOf } from '../support/signed-in.js';
import { cheapHashes } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications(cheapHashes);
});
afterAll(async () => applications.stop());

const END = '/account/applications/end';

/** A person in a browser, who has signed in long ago, and an application with access. */
async function visit(side: Side, language = 'en') {
  const personId = await personWithProfile(applications, side);
  const access = await accessFor(applications, side, { personId });
  const { name } = (
    await applications.database.query('SELECT name FROM oauth_clients WHERE client_id = $1', [
      access.client.clientId,
    ])
  )[0] as { name: string };
  const visitor = new Visitor(applications[side], { 'Accept-Language': language });
  const place = { database: applications.database, application: applications[side] };
  const cookie = await sessionOf(place, { id: personId }, 3600);
  visitor.cookies.set(cookie.name, cookie.value);
  return { personId, access, name, visitor };
}

describe.each(SIDES)('the account page of the %s', (side) => {
  it('lists the apps with access, and no others', async () => {
    const { visitor, name, access } = await visit(side);
    const other = await visit(side);
    const { body } = await visitor.get('/account');
    expect(body).toContain('<h2>Applications with access</h2>');
    expect(body).toContain(`<strong>${name}</strong>`);
    expect(body).toContain('<span>May: read your profile</span>');
    expect(body).toMatch(/<span>Access since: \w+ \d+, \d{4}, [\d:]+\s[AP]M UTC<\/span>/u);
    expect(body).toContain(`aria-label="End access of ${name}"`);
    expect(body).toContain(`name="id" value="${access.client.clientId}"`);
    expect(body).not.toContain(other.access.client.clientId);
  });

  it('ends the access of one, without a recent sign-in', async () => {
    const { visitor, access, personId } = await visit(side);
    const kept = await accessFor(applications, side, { personId });
    const { clientId } = access.client;
    await applications.database.query(
      `INSERT INTO consents (side, person_id, client_id, scopes) VALUES ($1, $2, $3, '{${SCOPE}}')`,
      [side, personId, clientId],
    );
    const { status, headers } = await visitor.post(END, { id: clientId });
    expect({ status, location: headers.get('location') }).toEqual({
      status: 303,
      location: '/account',
    });
    await expect.poll(access.works, SOON).toEqual(ENDED);
    expect(await kept.works()).toEqual(WORKING);
    const { body } = await visitor.get('/account');
    expect(body).not.toContain(clientId);
    expect(body).toContain(kept.client.clientId);
    expect(await lastEvents(applications)).toMatchObject([
      {
        actor_type: 'person',
        actor: personId,
        side,
        action: 'person.app_ended',
        subject_id: personId,
        before: { clientId, consent: [SCOPE] },
        after: { refreshTokensRevoked: 1 },
      },
    ]);
    const consents = await applications.database.query(
      'SELECT FROM consents WHERE side = $1 AND person_id = $2',
      [side, personId],
    );
    expect(consents).toEqual([]);
  });

  it('ends nothing of somebody else, of another site, or without a session', async () => {
    const { visitor, access } = await visit(side);
    const { clientId } = access.client;
    const stranger = await visit(side);
    expect((await stranger.visitor.post(END, { id: clientId })).status).toBe(303);
    expect((await visitor.post(END, { id: 'x' })).status).toBe(303);
    expect((await visitor.post(END)).status).toBe(303);
    const foreign = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
    expect((await visitor.post(END, { id: clientId }, foreign)).status).toBe(403);
    const { headers } = await new Visitor(applications[side]).post(END, { id: clientId });
    expect(headers.get('location')).toBe('/sign-in?return_to=%2Faccount');
    expect(await access.works()).toEqual(WORKING);
  });
});

describe('the applications on the account page', () => {
  it.each([
    ['en', 'Applications with access', 'No application has access.', 'End access'],
    ['de', 'Anwendungen mit Zugriff', 'Keine Anwendung hat Zugriff.', 'Zugriff beenden'],
    ['fr', 'Applications ayant accès', 'Aucune application n’a accès.', 'Mettre fin à l’accès'],
    ['es', 'Aplicaciones con acceso', 'Ninguna aplicación tiene acceso.', 'Terminar el acceso'],
  ])('are in the language %s', async (language, title, none, end) => {
    const { visitor, access } = await visit('storefront', language);
    const { body } = await visitor.get('/account');
    expect(body).toContain(`<h2>${title}</h2>`);
    expect(body).toMatch(new RegExp(`<button[^>]*>\\s*${end}\\s*</button>`));
    await visitor.post(END, { id: access.client.clientId });
    expect((await visitor.get('/account')).body).toContain(none);
  });
});

describe('the 101st session of a person', () => {
  it('ends the one that was used longest ago, with its tokens, and no other', async () => {
    const { database } = applications;
    const personId = await personWithProfile(applications, 'storefront');
    await database.query(
      `INSERT INTO sessions (id_hash, side, person_id, amr, acr, last_seen_at, expires_at)
       SELECT sha256(($1 || ' ' || n)::bytea), 'storefront', $1::bigint, '{pwd}', '1',
         now() - make_interval(mins => n), now() + interval '1 hour'
       FROM generate_series(1, 100) n`,
      [personId],
    );
    const sessions = await database.query(
      'SELECT id::text FROM sessions WHERE side = $1 AND person_id = $2 ORDER BY last_seen_at',
      ['storefront', personId],
    );
    const [oldest, next] = sessions.map(({ id }) => String(id));
    const ended = await accessFor(applications, 'storefront', { personId, sessionId: oldest });
    const kept = await accessFor(applications, 'storefront', { personId, sessionId: next });
    await signIn(applications, 'storefront', personId);
    await expect.poll(ended.works, SOON).toEqual(ENDED);
    expect(await kept.works()).toEqual(WORKING);
    const left = await database.query(
      'SELECT id::text FROM sessions WHERE side = $1 AND person_id = $2',
      ['storefront', personId],
    );
    expect(left).toHaveLength(100);
    expect(left).not.toContainEqual({ id: oldest });
    expect(await lastEvents({ database }, 2)).toMatchObject([
      { action: 'sessions.ended', actor_type: 'person', actor: personId, after: { count: 1 } },
      { action: 'person.signed_in', actor: personId },
    ]);
  });
});
