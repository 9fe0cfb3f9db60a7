import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES, type Side } from '#oauth';
import { startSide, type TestApplications } from '../support/applications.js';
import { apiOf, refusals } from '../support/json-api.js';
import { type Receiver, startWithReceiver } from '../support/receiver.js';
import { cheapHashes, createPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

let receiver: Receiver;
let applications: TestApplications;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ receiver, applications, stop } = await startWithReceiver());
});
afterAll(async () => stop());

const TYPES = { backoffice: 'users', storefront: 'customer-users' } as const;

const pathOf = (side: Side, id: string) => `/api/${TYPES[side]}/${id}/sign-in-links`;

const link = (purpose: unknown) => ({ type: 'sign-in-links', attributes: { purpose } });

describe.each(SIDES)('POST /api/…/sign-in-links for a person of the %s', (side) => {
  const scope = `${TYPES[side]}:write`;
  const newPerson = async () => createPerson(applications.database, side, { hasPassword: false });

  it.each([
    ['invitation', 259_200],
    ['recovery', 3600],
  ])('sends a link for an %s, and no answer has it', async (purpose, lifetime) => {
    const caller = await apiOf(applications.backoffice, scope);
    const person = await newPerson();
    const { status, body } = await caller.post(pathOf(side, person.id), link(purpose));
    expect({ status, body }).toEqual({
      status: 202,
      body: {
        jsonapi: expect.any(Object) as object,
        meta: { expiresAt: expect.any(String) as string },
      },
    });
    const ends = (Date.parse(body.meta.expiresAt) - Date.now()) / 1000;
    expect(Math.abs(ends - lifetime)).toBeLessThan(30);
    await expect.poll(() => receiver.to(person.email), { timeout: 6000 }).toHaveLength(1);
    const [message] = receiver.to(person.email);
    expect(message).toMatchObject({ isAuthentic: true, type: `person.${purpose}`, data: { side } });
    const { origin, pathname, search } = new URL(message!.data.link);
    expect(origin).toBe(applications[side].url);
    expect((await new Visitor(applications[side]).get(pathname + search)).status).toBe(200);
    const events = await applications.database.query(
      `SELECT actor_type, side, action, subject_type, after FROM audit_events
       WHERE subject_id = $1 AND side = $2 AND action LIKE 'sign_in_link.%'`,
      [person.id, side],
    );
    expect(events).toEqual([
      {
        actor_type: 'client',
        side,
        action: 'sign_in_link.requested',
        subject_type: TYPES[side],
        after: { purpose },
      },
    ]);
  });

  it('needs the scope to change people', async () => {
    const others = 'users:read customer-users:read roles:write clients:write';
    const caller = await apiOf(applications.backoffice, others);
    const answer = await caller.post(pathOf(side, (await newPerson()).id), link('invitation'));
    expect(refusals(answer)).toEqual(['403 insufficient_scope']);
  });

  it('answers 404 for nobody, and 409 for a person who may not sign in', async () => {
    const caller = await apiOf(applications.backoffice, scope);
    for (const id of ['999999999', 'x', '1e3']) {
      const answer = await caller.post(pathOf(side, id), link('invitation'));
      expect(refusals(answer)).toEqual(['404 not_found']);
    }
    const person = await newPerson();
    const table = side === 'backoffice' ? 'staff_users' : 'customer_users';
    await applications.database.query(`UPDATE ${table} SET enabled = false WHERE id = $1`, [
      person.id,
    ]);
    const answer = await caller.post(pathOf(side, person.id), link('invitation'));
    expect(refusals(answer)).toEqual(['409 may_not_sign_in']);
  });

  it.each([['registration'], [undefined], [7]])('rejects the purpose %j', async (purpose) => {
    const caller = await apiOf(applications.backoffice, scope);
    const { status } = await caller.post(pathOf(side, (await newPerson()).id), link(purpose));
    expect(status).toBe(422);
  });
});

it('answers 409 when the side has no receiver of messages', async () => {
  const alone = await startSide('backoffice', cheapHashes);
  try {
    const caller = await apiOf(alone.backoffice, 'customer-users:write');
    const { id } = await createPerson(alone.database, 'storefront');
    const answer = await caller.post(pathOf('storefront', id), link('invitation'));
    expect(refusals(answer)).toEqual(['409 no_receiver']);
    expect(await alone.database.query('SELECT FROM notify_outbox')).toEqual([]);
  } finally {
    await alone.stop();
  }
});
