import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Api, apiOf, refusals } from '../support/json-api.js';
import { openApiDocument } from '../support/open-api.js';

let applications: TestApplications;
let api: Api;

const PATH = '/api/audit-events';

interface Described {
  description?: string;
  properties: Record<string, Described>;
}

/** Adds events 1 to 4. There are no others, since the audit trail is append-only. */
beforeAll(async () => {
  applications = await startApplications();
  api = await apiOf(applications.backoffice, 'audit:read');
  await applications.database.query(
    `INSERT INTO audit_events (actor_type, actor, side, action, subject_type, subject_id, before,
                               after, reason, occurrences, request_id, address)
     SELECT 'client', 'a' || n % 2, CASE WHEN n < 3 THEN 'one' ELSE 'two' END, 'done.' || n,
       't' || n % 2, n % 3, '{"n": 1}', NULL, 'because', n, 'r' || n, '192.0.2.7'
     FROM generate_series(1, 4) n ORDER BY n`,
  );
});
afterAll(async () => applications.stop());

/** Lists the numbers of the events, in the order of the answer. */
async function list(query: string): Promise<string> {
  const answer = await api.get(`${PATH}?filter[requestId]=r1,r2,r3,r4&${query}`);
  expect(refusals(answer)).toEqual([]);
  const events: { attributes: { occurrences: number } }[] = answer.body.data;
  return events.map(({ attributes }) => attributes.occurrences).join('');
}

describe('/api/audit-events', () => {
  it('shows an event by its number in the chain, without its hash', async () => {
    const [{ id }] = (await api.get(`${PATH}?filter[requestId]=r2`)).body.data;
    expect(id).toMatch(/^[1-9]\d*$/);
    const { status, body } = await api.get(`${PATH}/${id}`);
    expect({ status, data: body.data }).toEqual({
      status: 200,
      data: {
        type: 'audit-events',
        id,
        attributes: {
          occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/),
          actorType: 'client',
          actor: 'a0',
          side: 'one',
          action: 'done.2',
          subjectType: 't0',
          subjectId: '2',
          before: { n: 1 },
          after: null,
          reason: 'because',
          occurrences: 2,
          requestId: 'r2',
          address: '192.0.2.7',
        },
        links: { self: `${PATH}/${id}` },
      },
    });
  });

  it.each(['0', '999999', 'x'])('answers 404 for the event id %s', async (id) => {
    expect(refusals(await api.get(`${PATH}/${id}`))).toEqual(['404 not_found']);
  });

  it.each([
    ['', '1234'],
    ['sort=-id', '4321'],
    ['sort=occurredAt', '1234'],
    ['sort=-occurredAt', '4321'],
    ['filter[action]=done.1,done.3', '13'],
    ['filter[actor]=a1', '13'],
    ['filter[side]=two', '34'],
    ['filter[subjectId]=1', '14'],
    ['filter[subjectId]=1&filter[subjectType]=t0', '4'],
    ['filter[subjectType]=t1&sort=-id', '31'],
    ['filter[subjectType][neq]=t1', '24'],
  ])('lists the matching events in order for the query %j', async (query, numbers) => {
    expect(await list(query)).toBe(numbers);
  });

  it('finds the events of one request by its id', async () => {
    const { body } = await api.get(`${PATH}?filter[requestId]=r3`);
    expect(body.data).toHaveLength(1);
  });

  it.each(['filter[reason]=because', 'filter[before]=1', 'sort=action', 'sort=occurrences'])(
    'answers 400 to the query %s',
    async (query) => {
      expect((await api.get(`${PATH}?${query}`)).status).toBe(400);
    },
  );

  it('describes the fields in which an erased person may appear, and aggregated events, in the OpenAPI document', async () => {
    const document = await openApiDocument(applications.backoffice);
    const schemas = document.components.schemas as unknown as Record<string, Described>;
    const { properties } = schemas.AuditEventsResource!.properties.attributes!;
    const described = Object.entries(properties).flatMap(([name, { description }]) =>
      description === undefined ? [] : [[name, description.includes('erased-')]],
    );
    expect(Object.fromEntries(described)).toEqual({
      actor: false,
      subjectId: true,
      before: true,
      after: true,
      occurrences: false,
    });
  });

  it('stays readable, since a stolen login of the storefront cannot add an event that is too large', async () => {
    const storefront = new Client({
      connectionString: applications.database.urlOf('storefront'),
    });
    await storefront.connect();
    try {
      const insert = storefront.query(
        `INSERT INTO audit_events (actor_type, actor, side, action, request_id, reason)
         VALUES ('client', 'x', 'storefront', 'x', 'huge', repeat('a', 10000000))`,
      );
      await expect(insert).rejects.toThrow('an audit event is too large');
    } finally {
      await storefront.end();
    }
    expect((await api.get(`${PATH}?filter[requestId]=huge`)).body.data).toEqual([]);
  });

  it('answers 405 to POST, PATCH and DELETE', async () => {
    const answers = [
      await api.post(PATH, { type: 'audit-events', attributes: {} }),
      await api.patch(`${PATH}/1`, { type: 'audit-events', id: '1', attributes: {} }),
      await api.delete(`${PATH}/1`),
    ];
    expect(answers.flatMap(refusals)).toEqual(answers.map(() => '405 method_not_allowed'));
  });

  it('lists events of both sides, and types each user by its side', async () => {
    const people = await apiOf(applications.storefront, 'users:write');
    const staff = await apiOf(applications.backoffice, 'users:write');
    const person = { email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee' };
    await people.post('/api/users', { type: 'users', attributes: person });
    await staff.post('/api/users', {
      type: 'users',
      attributes: { ...person, username: 'ann' },
    });
    await people.patch('/api/users/1', { type: 'users', id: '1', attributes: { lastName: 'Roy' } });
    await people.delete('/api/users/1');
    const { body } = await api.get(
      `${PATH}?filter[subjectType]=users,customer-users&fields[audit-events]=action,side,subjectType,subjectId,before,after`,
    );
    const whole = { ...person, role: 'buyer', enabled: true, confirmed: false };
    const customer = { side: 'storefront', subjectType: 'customer-users', subjectId: '1' };
    const events = body.data.map(({ attributes }: { attributes: object }) => attributes);
    expect(events).toEqual([
      { ...customer, action: 'user.created', before: null, after: expect.objectContaining(whole) },
      {
        side: 'backoffice',
        subjectType: 'users',
        subjectId: '1',
        action: 'user.created',
        before: null,
        after: expect.objectContaining({ username: 'ann' }),
      },
      {
        ...customer,
        action: 'user.updated',
        before: { lastName: 'Lee' },
        after: { lastName: 'Roy' },
      },
      {
        ...customer,
        action: 'user.deleted',
        before: expect.objectContaining({ lastName: 'Roy' }),
        after: null,
      },
    ]);
  });
});
