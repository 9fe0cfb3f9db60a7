import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIDES, type Side } from '#oauth';
import { CompanyAccounts, isSignedIn } from '../support/company-accounts.js';
import { type Api, apiOf, apiWith, lastEvents, refusals } from '../support/json-api.js';
import { latchkey } from '../support/latchkey.js';
import { linkIdentity } from '../support/identity-providers.js';
import { personToken, staffPerson } from '../support/people.js';
import { accessFor, ENDED, SCOPE, SOON, WORKING } from '../support/people-grants.js';
import { COMPANY, signInAt } from '../support/provider-visits.js';
import { signIn } from '../support/sign-in.js';
import { Visitor } from '../support/visitor.js';

let accounts: CompanyAccounts;
let api: Api;

const PATH = '/api/authentication-factors';
const TIME = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/) as string;
const TYPES: Readonly<Record<Side, string>> = { backoffice: 'users', storefront: 'customer-users' };

beforeAll(async () => {
  accounts = await CompanyAccounts.start();
  const { backoffice } = accounts.applications;
  api = await apiOf(backoffice, `factors:read factors:write ${SCOPE}`);
});
afterAll(async () => accounts.stop());

/** Lists the factors of a person; each has its id, and its attributes beside it. */
async function factorsOf(side: Side, personId: string) {
  const { body } = await api.get(`${PATH}?filter[side]=${side}&filter[person]=${personId}`);
  return body.data as { id: string; attributes: object }[];
}

async function identityOf(side: Side, personId: string): Promise<string> {
  const factors = await factorsOf(side, personId);
  expect(factors).toHaveLength(1);
  return factors[0]!.id;
}

async function run(...words: string[]) {
  const { url } = accounts.applications.database;
  const environment = { PATH: process.env.PATH ?? '', DATABASE_URL: url };
  return latchkey({ environment }, 'people', ...words);
}

describe.each(SIDES)('a linked identity of a person of the %s', (side) => {
  beforeEach(async () => {
    await accounts.connect(side);
  });

  const canSignIn = async (subject: string) => {
    const visitor = new Visitor(accounts.applications[side]);
    await signInAt(visitor, accounts.provider, { subject });
    return isSignedIn(visitor);
  };

  it('is a factor with the name and the key of the provider, and without the subject', async () => {
    const person = await accounts.person(side);
    await accounts.person(side);
    const id = await identityOf(side, person.id);
    expect(id).toMatch(new RegExp(`^${side}-${person.id}-identity-[1-9]\\d*$`));
    const self = `${PATH}/${id}`;
    const attributes = {
      side,
      kind: 'identity',
      name: 'Example Ltd',
      provider: COMPANY,
      setUpAt: TIME,
      lastUsedAt: null,
      codesLeft: null,
    };
    const expected = {
      type: 'authentication-factors',
      id,
      attributes,
      relationships: { person: { data: { type: TYPES[side], id: person.id } } },
      links: { self },
    };
    expect(await factorsOf(side, person.id)).toEqual([expected]);
    expect(await canSignIn(person.subject)).toBe(true);
    const read = await api.get(self);
    expect(read.body.data).toEqual({
      ...expected,
      attributes: { ...attributes, lastUsedAt: TIME },
    });
    const listed = await run('factors', `${TYPES[side]}:${person.id}`, '--json');
    const { side: _, ...row } = attributes;
    expect(JSON.parse(listed.output)).toEqual([{ id, ...row, lastUsedAt: TIME }]);
    expect(JSON.stringify(read.body) + listed.output).not.toContain(person.subject);
  });

  it('is removed alone, and ends what began with it', async () => {
    const [person, other] = [await accounts.person(side), await accounts.person(side)];
    const { issuer } = accounts.provider;
    const second = { issuer, subject: `second of ${person.id}` };
    const ended = await accounts.signIn(side, person);
    const kept = await accounts.signIn(side, other);
    const cookie = await signIn(accounts.applications, side, person.id);
    const elsewhere = await accessFor(accounts.applications, side, { personId: person.id });
    const id = await identityOf(side, person.id);
    await linkIdentity(accounts.applications.database, { side, id: person.id }, second);

    expect((await api.delete(`${PATH}/${id}`)).status).toBe(204);
    expect(await lastEvents(accounts.applications)).toMatchObject([
      {
        actor_type: 'client',
        side,
        action: 'person.identity_unlinked',
        subject_type: TYPES[side],
        subject_id: person.id,
        before: null,
        after: { issuer, sessions: 1 },
      },
    ]);
    await expect.poll(async () => isSignedIn(ended.visitor), SOON).toBe(false);
    await expect.poll(ended.access.works, SOON).toEqual(ENDED);
    const { status } = await fetch(`${accounts.applications[side].url}/account`, {
      headers: { cookie },
      redirect: 'manual',
    });
    expect(status).toBe(200);
    expect(await elsewhere.works()).toEqual(WORKING);
    expect(await isSignedIn(kept.visitor)).toBe(true);
    expect(await kept.access.works()).toEqual(WORKING);
    const again = [await api.get(`${PATH}/${id}`), await api.delete(`${PATH}/${id}`)];
    expect(again.flatMap(refusals)).toEqual(['404 not_found', '404 not_found']);
    expect(await canSignIn(person.subject)).toBe(false);
    expect(await canSignIn(second.subject)).toBe(true);
    expect(await canSignIn(other.subject)).toBe(true);
  });

  it('is removed by a command: one of this person, or with all factors of the person', async () => {
    const [person, other] = [await accounts.person(side), await accounts.person(side)];
    const id = await identityOf(side, person.id);
    const remove = async (of: { id: string }, ...words: string[]) =>
      run('remove-factors', `${TYPES[side]}:${of.id}`, ...words);
    expect(await remove(other, '--factor', id)).toMatchObject({ code: 4, output: '' });
    expect(await remove(person, '--factor', id)).toEqual({
      code: 0,
      output: `${id} is removed\n`,
      errors: '',
    });
    expect(await canSignIn(person.subject)).toBe(false);

    const { visitor, access } = await accounts.signIn(side, other);
    const { code, output } = await remove(other, '--json');
    const removed = { authenticatorApps: 0, recoveryCodes: 0, passkeys: 0, identities: 1 };
    expect({ code, removed: JSON.parse(output) as object }).toEqual({ code: 0, removed });
    expect(await lastEvents(accounts.applications)).toMatchObject([
      { action: 'person.factors_removed', side, subject_id: other.id, after: removed },
    ]);
    await expect.poll(async () => isSignedIn(visitor), SOON).toBe(false);
    await expect.poll(access.works, SOON).toEqual(ENDED);
    expect(await canSignIn(other.subject)).toBe(false);
  });

  it('has an id of its person and its side', async () => {
    const [person, other] = [await accounts.person(side), await accounts.person(side)];
    const id = await identityOf(side, person.id);
    const row = id.split('-').at(-1)!;
    const otherSide = side === 'backoffice' ? 'storefront' : 'backoffice';
    for (const wrong of [
      `${side}-${other.id}-identity-${row}`,
      `${otherSide}-${person.id}-identity-${row}`,
      `${side}-${person.id}-passkey-${row}`,
      `${side}-${person.id}-identity`,
    ]) {
      expect({ wrong, status: (await api.delete(`${PATH}/${wrong}`)).status }).toEqual({
        wrong,
        status: 404,
      });
    }
    expect(await identityOf(side, person.id)).toBe(id);
  });
});

describe('a linked identity of a member of staff', () => {
  beforeEach(async () => {
    await accounts.connect('backoffice');
  });

  it('is removed only by a caller that holds all scopes of the roles', async () => {
    const { database, backoffice } = accounts.applications;
    const personId = await staffPerson(database, `${SCOPE} keys:write`);
    const { issuer } = accounts.provider;
    await linkIdentity(database, { side: 'backoffice', id: personId }, { issuer, subject: 'a' });
    const path = `${PATH}/${await identityOf('backoffice', personId)}`;
    expect(refusals(await api.delete(path))).toEqual(['403 scope_not_held']);
    expect((await api.get(path)).status).toBe(200);
    const admin = await apiOf(backoffice, 'factors:write clients:admin');
    expect((await admin.delete(path)).status).toBe(204);
  });

  it('is removed by a person only within five minutes after a sign-in', async () => {
    const { database, backoffice } = accounts.applications;
    const admin = await staffPerson(database, `factors:write ${SCOPE}`);
    const client = await backoffice.createClient(`factors:write ${SCOPE}`);
    const { id: personId } = await accounts.person('backoffice');
    const path = `${PATH}/${await identityOf('backoffice', personId)}`;
    const remove = async (secondsAgo: number) => {
      const authenticatedAt = Math.floor(Date.now() / 1000) - secondsAgo;
      const scope = `factors:write ${SCOPE}`;
      const options = { personId: admin, client, scope, authenticatedAt };
      return apiWith(backoffice, await personToken(backoffice, options)).delete(path);
    };
    expect(refusals(await remove(310))).toEqual(['401 recent_sign_in_required']);
    expect((await remove(10)).status).toBe(204);
  });
});
