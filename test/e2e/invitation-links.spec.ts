import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES, type Side } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import { addProvider, linkIdentity } from '../support/identity-providers.js';
import { type Api, apiOf, apiWith, lastEvents, refusals } from '../support/json-api.js';
import { personToken, staffPerson } from '../support/people.js';
import { startWithReceiver } from '../support/receiver.js';
import { cheapHashes, createPerson, setPassword } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

let applications: TestApplications;
beforeAll(async () => {
  applications = await startApplications(cheapHashes);
});
afterAll(async () => applications.stop());

const TYPES = { backoffice: 'users', storefront: 'customer-users' } as const;
const TABLES = { backoffice: 'staff_users', storefront: 'customer_users' } as const;
const pathOf = (side: Side, id: string) => `/api/${TYPES[side]}/${id}/invitation-links`;
const newPerson = async (side: Side) =>
  createPerson(applications.database, side, { hasPassword: false });

/** The API for a member of staff with these scopes, who has signed in some seconds ago. */
async function staff(scopes: string, secondsAgo = 0): Promise<Api> {
  const { backoffice, database } = applications;
  const personId = await staffPerson(database, scopes);
  const client = await backoffice.createClient(scopes);
  const authenticatedAt = Math.floor(Date.now() / 1000) - secondsAgo;
  const token = await personToken(backoffice, { personId, scope: scopes, client, authenticatedAt });
  return apiWith(backoffice, token);
}

const ask = async (api: Api, side: Side, id: string) => api.post(pathOf(side, id), undefined);
const BOTH = 'users:write customer-users:write';

describe.each(SIDES)('POST /api/…/invitation-links for a person of the %s', (side) => {
  it('shows a link that works once, ends the earlier one, and is recorded', async () => {
    const api = await staff(`${TYPES[side]}:write`);
    const person = await newPerson(side);
    const first = await ask(api, side, person.id);
    const { status, headers, body } = await ask(api, side, person.id);
    expect({ status, caching: headers.get('cache-control'), body }).toEqual({
      status: 200,
      caching: 'no-store',
      body: {
        jsonapi: expect.any(Object) as object,
        meta: {
          link: expect.stringContaining(`${applications[side].url}/sign-in/link?token=`) as string,
          expiresAt: expect.any(String) as string,
        },
      },
    });
    const ends = (Date.parse(body.meta.expiresAt) - Date.now()) / 1000;
    expect(Math.abs(ends - 259_200)).toBeLessThan(30);
    const open = async (link: string) => {
      const { pathname, search } = new URL(link);
      return (await new Visitor(applications[side]).get(pathname + search)).status;
    };
    expect(await open(body.meta.link)).toBe(200);
    expect(await open(first.body.meta.link)).not.toBe(200);
    expect(await lastEvents(applications)).toEqual([
      {
        actor_type: 'person',
        actor: expect.any(String) as string,
        side,
        action: 'sign_in_link.created',
        subject_type: TYPES[side],
        subject_id: person.id,
        before: null,
        after: { purpose: 'invitation', expiresAt: body.meta.expiresAt },
      },
    ]);
  });

  it.each([
    ['a password', setPasswordOf],
    [
      'a passkey',
      async (id: string, of: Side) =>
        applications.database.query(
          `INSERT INTO passkeys (side, person_id, credential_id, public_key, counter, name)
           VALUES ($1, $2::bigint, sha256($3::bytea), 'key', 0, 'x')`,
          [of, id, `${of} ${id}`],
        ),
    ],
    [
      'a linked identity',
      async (id: string, of: Side) =>
        addProviderOf(of).then(async (issuer) =>
          linkIdentity(applications.database, { side: of, id }, { issuer, subject: id }),
        ),
    ],
  ])('shows none for a person who has %s', async (_, give) => {
    const api = await staff(BOTH);
    const person = await newPerson(side);
    await give(person.id, side);
    expect(refusals(await ask(api, side, person.id))).toEqual(['409 can_sign_in']);
  });

  it('answers 404 for nobody, and 409 for a person who may not sign in', async () => {
    const api = await staff(BOTH);
    for (const id of ['999999999', 'x']) {
      expect(refusals(await ask(api, side, id))).toEqual(['404 not_found']);
    }
    const person = await newPerson(side);
    const sql = `UPDATE ${TABLES[side]} SET enabled = false WHERE id = $1`;
    await applications.database.query(sql, [person.id]);
    expect(refusals(await ask(api, side, person.id))).toEqual(['409 may_not_sign_in']);
  });

  it('is for people who have signed in within five minutes, and for no machine', async () => {
    const person = await newPerson(side);
    const machine = await apiOf(applications.backoffice, BOTH);
    expect(refusals(await ask(machine, side, person.id))).toEqual(['403 person_required']);
    const late = await ask(await staff(BOTH, 310), side, person.id);
    expect(refusals(late)).toEqual(['401 recent_sign_in_required']);
    const links = await applications.database.query(
      'SELECT FROM sign_in_links WHERE side = $1 AND person_id = $2',
      [side, person.id],
    );
    expect(links).toEqual([]);
  });
});

/** Returns the issuer of a new provider. */
async function addProviderOf(side: Side): Promise<string> {
  const issuer = `https://login.${side}.example`;
  await addProvider(applications.database, { side, key: 'company', issuer });
  return issuer;
}

async function setPasswordOf(id: string, side: Side) {
  await setPassword(applications.database, { side, id, password: 'Copper kettles sing at dawn' });
}

it('a link for a member of staff needs the scopes of their roles', async () => {
  const chief = await staffPerson(applications.database, 'users:read keys:write');
  const weak = await staff('users:write users:read');
  expect(refusals(await ask(weak, 'backoffice', chief))).toEqual(['403 scope_not_held']);
  const strong = await staff('users:write users:read keys:write');
  expect((await ask(strong, 'backoffice', chief)).status).toBe(200);
});

it('no link is shown where messages go to a receiver', async () => {
  const { applications: others, stop } = await startWithReceiver();
  try {
    const { id } = await createPerson(others.database, 'storefront', { hasPassword: false });
    const personId = await staffPerson(others.database, BOTH);
    const client = await others.backoffice.createClient(BOTH);
    const token = await personToken(others.backoffice, { personId, scope: BOTH, client });
    const answer = await ask(apiWith(others.backoffice, token), 'storefront', id);
    expect(refusals(answer)).toEqual(['409 has_receiver']);
  } finally {
    await stop();
  }
});
