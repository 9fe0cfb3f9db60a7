import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { cheapHashes, createPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications(cheapHashes);
});
afterAll(async () => applications.stop());

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const NEW = 'four bright lanterns drift';

async function signedIn() {
  const person = await createPerson(applications.database, 'storefront');
  const visit = async (userAgent = '') => {
    const visitor = new Visitor(applications.storefront, { 'User-Agent': userAgent });
    await visitor.signIn(person.email, person.password);
    return visitor;
  };
  return { person, visit, visitor: await visit() };
}

const isIn = async (visitor: Visitor) => (await visitor.get('/account')).status === 200;

describe('the account page', () => {
  it('leads to the sign-in without a session', async () => {
    const { status, headers } = await new Visitor(applications.storefront).get('/account');
    expect({ status, location: headers.get('location') }).toEqual({
      status: 303,
      location: '/sign-in?return_to=%2Faccount',
    });
  });

  it('lists the sessions of the person, and no other', async () => {
    const { visit, visitor } = await signedIn();
    await visit(FIREFOX);
    await signedIn();
    const { body } = await visitor.get('/account');
    expect(body.match(/<strong>[^<]*/g)).toEqual(['<strong>unknown', '<strong>Firefox, Linux']);
    expect(body).toContain('this session');
    expect(body).toContain('aria-label="End the session in Firefox, Linux, signed in ');
  });

  it('ends another session of the person, and never one of somebody else', async () => {
    const { visit, visitor } = await signedIn();
    const other = await visit(FIREFOX);
    const { visitor: stranger } = await signedIn();
    const idIn = async (shown: Visitor) =>
      /name="id" value="([^"]*)"/.exec((await shown.get('/account')).body)?.[1] ?? '';
    const strangers = await applications.database.query(
      'SELECT id FROM sessions ORDER BY created_at DESC LIMIT 1',
    );
    await visitor.post('/account/sessions/end', { id: strangers[0]!.id as string });
    await visitor.post('/account/sessions/end', { id: 'x' });
    expect(await isIn(stranger)).toBe(true);
    const { status, headers } = await visitor.post('/account/sessions/end', {
      id: await idIn(visitor),
    });
    expect({ status, location: headers.get('location') }).toEqual({
      status: 303,
      location: '/account',
    });
    expect([await isIn(visitor), await isIn(other)]).toEqual([true, false]);
  });

  it('ends all other sessions', async () => {
    const { visit, visitor } = await signedIn();
    const others = [await visit(), await visit()];
    await visitor.post('/account/sessions/end-others');
    await expect
      .poll(async () => Promise.all([visitor, ...others].map(isIn)), { timeout: 1000 })
      .toEqual([true, false, false]);
  });

  it('changes the password of a person who types the current one, and ends other sessions', async () => {
    const { person, visit, visitor } = await signedIn();
    const other = await visit();
    const form = { current: person.password, password: NEW, repeated: NEW };
    const wrong = await visitor.post('/account/password', { ...form, current: 'wrong' });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain('The current password is wrong.');
    const weak = await visitor.post('/account/password', { ...form, password: 'x', repeated: 'x' });
    expect(weak.body).toContain('must have at least 12 characters');
    const { status, headers } = await visitor.post('/account/password', form);
    expect({ status, location: headers.get('location') }).toEqual({
      status: 303,
      location: '/account?notice=password',
    });
    const { body } = await visitor.get('/account?notice=password');
    expect(body).toContain('Your password is changed, and all other sessions have ended.');
    expect(await isIn(other)).toBe(false);
    expect((await other.signIn(person.email, person.password)).status).toBe(403);
    expect((await other.signIn(person.email, NEW)).status).toBe(200);
    const events = await applications.database.query(
      `SELECT action FROM audit_events WHERE subject_id = $1 AND actor_type = 'person'
       AND action NOT IN ('person.signed_in') ORDER BY id`,
      [person.id],
    );
    expect(events).toEqual([{ action: 'sessions.ended' }, { action: 'password.changed' }]);
  });

  it('does nothing for a form of another site, or without a session', async () => {
    const { visit, visitor } = await signedIn();
    const other = await visit();
    const foreign = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
    for (const path of [
      '/account/sessions/end-others',
      '/account/sessions/end',
      '/account/password',
      '/sign-out',
    ]) {
      const { status } = await visitor.post(path, {}, foreign);
      expect({ path, status }).toEqual({ path, status: 403 });
      if (path === '/sign-out') continue;
      const { headers } = await new Visitor(applications.storefront).post(path);
      expect(headers.get('location')).toBe('/sign-in?return_to=%2Faccount');
    }
    expect([await isIn(visitor), await isIn(other)]).toEqual([true, true]);
  });
});

describe('sign-out', () => {
  it('ends the session and removes its cookie', async () => {
    const { visitor } = await signedIn();
    const secret = visitor.cookies.get('latchkey-storefront')!;
    const { status, headers, body } = await visitor.post('/sign-out');
    expect({ status, cookies: headers.getSetCookie() }).toEqual({
      status: 200,
      cookies: ['latchkey-storefront=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict'],
    });
    expect(body).toContain('You are signed out.');
    visitor.cookies.set('latchkey-storefront', secret);
    expect(await isIn(visitor)).toBe(false);
  });

  it('works without a session', async () => {
    const { status } = await new Visitor(applications.storefront).post('/sign-out');
    expect(status).toBe(200);
  });
});

describe('an error at a page for people', () => {
  it.each([
    ['GET', '/sign-in/nothing', 404, 'There is no such page.'],
    ['GET', '/sign-out', 405, 'could not understand'],
  ])('%s %s is a page: %i', async (_, path, status, text) => {
    const answer = await new Visitor(applications.storefront).get(path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain(text);
    expect(answer.body).toContain(answer.headers.get('x-request-id')!);
  });

  it('in a body that is no form is a page', async () => {
    const response = await fetch(`${applications.storefront.url}/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain', 'Sec-Fetch-Site': 'same-origin' },
      body: 'x',
    });
    expect(response.status).toBe(415);
    expect(await response.text()).toContain('could not understand');
  });
});
