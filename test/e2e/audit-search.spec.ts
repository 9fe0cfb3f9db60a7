import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { type Api, apiWith, refusals } from '../support/json-api.js';
import { plantEvents } from '../support/many-events.js';
import { accessToken, type Answer } from '../support/requests.js';

const PATH = '/api/audit-events';

/** A page tests 10,000 of them, see `auditEventResource`. */
const EVENTS = 25_000;

let applications: TestSide<'backoffice'>;
let api: Api;

beforeAll(async () => {
  applications = await startSide('backoffice');
  const client = await applications.backoffice.createClient('audit:read roles:write');
  api = apiWith(applications.backoffice, await accessToken(applications.backoffice, { client }));
  await plantEvents(applications.database, EVENTS, {
    actor_type: `CASE WHEN n % 1000 = 0 THEN 'command' ELSE 'client' END`,
    actor: `CASE WHEN n % 500 = 0 THEN 'root' ELSE 'erp' END`,
    action: `CASE WHEN n = 3 THEN 'client.deleted' ELSE 'role.updated' END`,
    reason: `CASE n WHEN 24000 THEN 'Zoë asked, 50% sure' WHEN 15001 THEN 'last of 10,000'
      WHEN 15000 THEN 'first after 10,000' END`,
    address: `CASE WHEN n = 7 THEN '192.0.2.99' END`,
  });
});
afterAll(async () => applications.stop());

const idsOf = ({ body }: Answer): string[] => body.data.map(({ id }: { id: string }) => id);

/** Follows the links to the next page to the end, and returns the ids of each page. */
async function follow(path: string, pages: string[][] = []): Promise<string[][]> {
  const answer = await api.get(path);
  expect(refusals(answer)).toEqual([]);
  const { next } = answer.body.links;
  const all = [...pages, idsOf(answer)];
  return next ? follow(next.replace(applications.backoffice.url, ''), all) : all;
}

describe('a search of the audit trail', () => {
  it('finds the newest event with a text in one of its values, without a following page when all were tested', async () => {
    const pages = await follow(`${PATH}?filter[search]=zoë&sort=-id`);
    expect(pages).toEqual([['24000'], [], []]);
  });

  it('continues on the next page after 10,000 events, so that it finds old events too', async () => {
    expect(await follow(`${PATH}?filter[search]=client.deleted&sort=-id`)).toEqual([[], [], ['3']]);
    expect(await follow(`${PATH}?filter[search]=192.0.2.99&sort=-id`)).toEqual([[], [], ['7']]);
  });

  it('tests exactly 10,000 events for a page', async () => {
    const pages = await follow(`${PATH}?filter[search]=10,000&sort=-id`);
    expect(pages).toEqual([['15001'], ['15000'], []]);
  });

  it('continues within a page that was full', async () => {
    const [first, second] = await follow(
      `${PATH}?filter[search]=root&filter[actor]=root&page[size]=2`,
    );
    expect([first, second]).toEqual([
      ['500', '1000'],
      ['1500', '2000'],
    ]);
  });

  it.each([
    ['"label": "new 24999"', ['24999']],
    ['NEW 24999', ['24999']],
    ['50% sure', ['24000']],
    ['5_% sure', []],
    ['new 24999 old', ['24999']],
    ['new 24999 absent', []],
  ])('for %j requires each word, ignoring case, in any value', async (words, ids) => {
    const query = `filter[search]=${encodeURIComponent(words)}&sort=-id&page[size]=5`;
    expect(idsOf(await api.get(`${PATH}?${query}`))).toEqual(ids);
  });

  it('counts only events that the other filters find', async () => {
    const [first] = await follow(
      `${PATH}?filter[search]=client.deleted&filter[action]=client.deleted`,
    );
    expect(first).toEqual(['3']);
  });

  it('of a period tests only its events', async () => {
    const period = 'filter[occurredAt][lt]=2026-01-01T00:10:00Z';
    const pages = await follow(`${PATH}?filter[search]=192.0.2.99&${period}&sort=-occurredAt`);
    expect(pages).toEqual([['7']]);
  });

  it.each([
    ['filter[search]=%20', '400 invalid_parameter filter[search]'],
    ['filter[search]=erp&page[number]=2', '400 invalid_parameter page[number]'],
    ['filter[search]=erp&page[total]=true', '400 invalid_parameter page[total]'],
    ['filter[actor][contains]=erp', '400 unknown_parameter filter[actor][contains]'],
  ])('rejects %s', async (query, refusal) => {
    expect(refusals(await api.get(`${PATH}?${query}`))).toEqual([refusal]);
  });
});

describe('the actor of audit events', () => {
  it.each([
    ['filter[actor]=command:root', ['25000', '24000']],
    ['filter[actor]=client:root', ['24500', '23500']],
    ['filter[actor]=root', ['25000', '24500']],
    ['filter[actor]=client:erp,client:root', ['24999', '24998']],
    ['filter[actorType]=command', ['25000', '24000']],
    ['filter[actor]=person:root', []],
    ['filter[actor]=other:root', []],
  ])('is found by its type and its name: %s', async (query, ids) => {
    expect(idsOf(await api.get(`${PATH}?${query}&sort=-id&page[size]=2`))).toEqual(ids);
  });

  it.each([
    ['filter[actor]=command:root,client:erp', 'filter[actor]'],
    ['filter[actor]=command:root,erp', 'filter[actor]'],
    ['filter[actor][neq]=command:root', 'filter[actor]'],
    ['filter[actorType]=nobody', 'filter[actorType]'],
  ])('of several types or of an unknown type is rejected: %s', async (query, parameter) => {
    expect(refusals(await api.get(`${PATH}?${query}`))).toEqual([
      `400 invalid_parameter ${parameter}`,
    ]);
  });

  it('of a rare type is looked for in 10,000 events on each page', async () => {
    const { body } = await api.get(`${PATH}?filter[actorType]=person&sort=-id`);
    expect([body.data, typeof body.links.next]).toEqual([[], 'string']);
  });
});

describe('events after a position', () => {
  it('are few to read: the cursor of the newest event leads to those that were added since', async () => {
    const { cursor } = await newestEvent();
    const since = `${PATH}?sort=-id&page[before]=${cursor}`;
    expect(idsOf(await api.get(since))).toEqual([]);
    const role = { name: 'clerk', scopes: [] };
    const created = await api.post('/api/roles', { type: 'roles', attributes: role });
    expect(created.status).toBe(201);
    const { body } = await api.get(since);
    expect(body.data).toMatchObject([{ attributes: { action: 'role.created' } }]);
    expect(idsOf(await api.get(`${since}&filter[search]=clerk`))).toHaveLength(1);
    expect(idsOf(await api.get(`${since}&filter[search]=nothing`))).toEqual([]);
    expect(idsOf(await api.get(`${since}&filter[action]=role.deleted`))).toEqual([]);
  });

  it('are not lost when a search tests more than 10,000 of them: the previous page continues', async () => {
    const since = `${PATH}?sort=-id&filter[search]=zoë`;
    const oldest = await cursorOf('1');
    const page = await api.get(`${since}&page[before]=${oldest}`);
    expect([idsOf(page), typeof page.body.links.prev]).toEqual([[], 'string']);
    const second = await api.get(page.body.links.prev.replace(applications.backoffice.url, ''));
    expect(idsOf(second)).toEqual([]);
    const third = await api.get(second.body.links.prev.replace(applications.backoffice.url, ''));
    expect(idsOf(third)).toEqual(['24000']);
  });
});

/** Reads the newest event with its cursor, which every page of a search has. */
async function newestEvent(): Promise<{ id: string; cursor: string }> {
  const { body } = await api.get(`${PATH}?sort=-id&page[size]=1&filter[search]=e`);
  const [{ id, meta }] = body.data;
  return { id, cursor: meta.page.cursor };
}

async function cursorOf(id: string): Promise<string> {
  const { body } = await api.get(`${PATH}?sort=-id&filter[id]=${id}&filter[search]=e`);
  return body.data[0].meta.page.cursor;
}
