import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES, type Side } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Api, apiOf, lastEvents, refusals } from '../support/json-api.js';
import { accessFor, ENDED, personWithProfile, SOON, WORKING } from '../support/people-grants.js';
import { signIn } from '../support/sign-in.js';
import { cheapHashes, createPerson } from '../support/sign-in-people.js';

let applications: TestApplications;
let api: Api;
beforeAll(async () => {
  applications = await startApplications(cheapHashes);
  api = await apiOf(applications.backoffice, 'factors:read sessions:read sessions:write');
});
afterAll(async () => applications.stop());

const TIME = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/) as string;
const TYPES: Readonly<Record<Side, string>> = { backoffice: 'users', storefront: 'customer-users' };

describe.each(SIDES)('the state of the sign-in of a person of the %s', (side) => {
  const nothing = {
    side,
    hasPassword: false,
    hasAuthenticatorApp: false,
    passkeys: 0,
    identities: 0,
    lastSignedInAt: null,
    linkPurpose: null,
    linkExpiresAt: null,
  };
  const statesOf = async (...ids: string[]) => {
    const path = `/api/sign-in-states?filter[side]=${side}&filter[person]=${ids.join()}`;
    const { status, body } = await api.get(path);
    expect(status).toBe(200);
    return body.data as { id: string; attributes: object }[];
  };

  it('says how each of a page of people can sign in', async () => {
    const { database } = applications;
    const fresh = await createPerson(database, side, { hasPassword: false });
    const equipped = await createPerson(database, side);
    const values = [side, equipped.id];
    await database.query(
      `INSERT INTO totp_secrets (side, person_id, sealed_secret, confirmed_at)
       VALUES ($1, $2, 'sealed', now())`,
      values,
    );
    await database.query(
      `INSERT INTO passkeys (side, person_id, credential_id, public_key, counter, name)
       VALUES ($1, $2::bigint, sha256($3::bytea), 'key', 0, 'Telephone')`,
      [...values, `${side} states`],
    );
    const seen = await personWithProfile(applications, side);
    await signIn(applications, side, seen);
    const invited = await createPerson(database, side, { hasPassword: false });
    await database.query(
      `INSERT INTO sign_in_links (token_hash, side, person_id, purpose, expires_at)
       VALUES (sha256($3::bytea), $1, $2, 'invitation', now() + interval '1 day'),
         (sha256($3::bytea || 'past'), $1, $2, 'recovery', now() - interval '1 second')`,
      [side, invited.id, `${side} invited`],
    );
    const ids = [fresh, equipped, { id: seen }, invited].map(({ id }) => id);
    const states = await statesOf(...ids);
    const byId = Object.fromEntries(states.map(({ id, attributes }) => [id, attributes]));
    expect(byId).toEqual({
      [`${side}-${fresh.id}`]: nothing,
      [`${side}-${equipped.id}`]: {
        ...nothing,
        hasPassword: true,
        hasAuthenticatorApp: true,
        passkeys: 1,
      },
      [`${side}-${seen}`]: { ...nothing, lastSignedInAt: TIME },
      [`${side}-${invited.id}`]: { ...nothing, linkPurpose: 'invitation', linkExpiresAt: TIME },
    });
  });

  it('is read by its id, and does not count an app that no code has confirmed', async () => {
    const { id } = await createPerson(applications.database, side, { hasPassword: false });
    await applications.database.query(
      `INSERT INTO totp_secrets (side, person_id, sealed_secret) VALUES ($1, $2, 'sealed')`,
      [side, id],
    );
    const self = `/api/sign-in-states/${side}-${id}`;
    expect((await api.get(self)).body.data).toEqual({
      type: 'sign-in-states',
      id: `${side}-${id}`,
      attributes: nothing,
      relationships: { person: { data: { type: TYPES[side], id } } },
      links: { self },
    });
    expect(refusals(await api.get(`/api/sign-in-states/${side}-999999999`))).toEqual([
      '404 not_found',
    ]);
  });
});

it('a list of states without people is rejected', async () => {
  const answer = await api.get('/api/sign-in-states?filter[side]=storefront');
  expect(refusals(answer)).toEqual(['400 filter_required filter']);
});

describe.each(SIDES)('DELETE /api/sessions for people of the %s', (side) => {
  it('ends all sessions of a person at this side, with the tokens of apps in them', async () => {
    const personId = await personWithProfile(applications, side);
    const other = await personWithProfile(applications, side);
    await signIn(applications, side, personId);
    await signIn(applications, side, personId);
    await signIn(applications, side, other);
    const path = `/api/sessions?filter[side]=${side}&filter[person]=`;
    const listed = (await api.get(path + personId)).body.data as { id: string }[];
    const inOne = await accessFor(applications, side, { personId, sessionId: listed[0]!.id });
    const elsewhere = await accessFor(applications, side, { personId, sessionId: 'another' });
    const { status, headers } = await api.delete(path + personId);
    expect([status, headers.get('x-include-deleted-count')]).toEqual([204, '2']);
    await expect.poll(inOne.works, SOON).toEqual(ENDED);
    expect(await elsewhere.works()).toEqual(WORKING);
    expect((await api.get(path + personId)).body.data).toEqual([]);
    expect((await api.get(path + other)).body.data).toHaveLength(1);
    const events = await lastEvents(applications, 2);
    expect(events.map(({ action, subject_id: id }) => [action, id])).toEqual([
      ['session.ended', personId],
      ['session.ended', personId],
    ]);
  });
});

it('DELETE /api/sessions needs a filter', async () => {
  expect(refusals(await api.delete('/api/sessions'))).toEqual(['400 filter_required filter']);
});
