import { once } from 'node:events';
import { type ClientRequest, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { plantEvents } from '../support/many-events.js';
import { accessToken } from '../support/requests.js';

const EVENTS = 12_000;
const MAX = 11_000;

let applications: TestSide<'backoffice'>;
let token: string;

beforeAll(async () => {
  applications = await startSide('backoffice', (config) => {
    config.audit.maxExported = MAX;
  });
  const { backoffice } = applications;
  const client = await backoffice.createClient('audit:read');
  token = await accessToken(backoffice, { client });
  await plantEvents(applications.database, EVENTS, {
    actor: `CASE WHEN n = 5 THEN '=HYPERLINK("http://evil.example")' ELSE 'erp' END`,
    actor_type: `CASE WHEN n % 2 = 0 THEN 'command' ELSE 'client' END`,
    after: `jsonb_build_object('label', 'new ' || n, 'long', CASE WHEN n > 6 THEN repeat('x', 2000) END)`,
    reason: `CASE WHEN n = 6 THEN E'two\\nlines, "quoted"' END`,
    side: `CASE WHEN n <= 6 THEN 'storefront' ELSE 'backoffice' END`,
  });
});
afterAll(async () => applications.stop());

async function download(format: string, query: string, accept = '*/*') {
  const url = `${applications.backoffice.url}/api/audit-events.${format}?${query}`;
  const response = await fetch(url, {
    headers: { Authorization: `Bearer ${token}`, Accept: accept },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

interface Refusal {
  errors: { code: string; source?: object }[];
}

async function refusal(format: string, query: string) {
  const { status, text } = await download(format, query);
  const { errors } = JSON.parse(text) as Refusal;
  return errors.map(({ code, source }) => ({ status, code, ...source }));
}

describe('an export of the audit trail', () => {
  it('as JSON lines has the matching events in their order, and the values of the list', async () => {
    const { status, headers, text } = await download('jsonl', 'filter[side]=storefront');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect({ status, type: headers.get('content-type'), count: lines.length }).toEqual({
      status: 200,
      type: 'application/jsonl',
      count: 6,
    });
    expect(lines[5]).toEqual({
      id: '6',
      occurredAt: '2026-01-01T00:06:00Z',
      actorType: 'command',
      actor: 'erp',
      side: 'storefront',
      action: 'role.updated',
      subjectType: 'roles',
      subjectId: '6',
      before: { label: 'old 6' },
      after: { label: 'new 6', long: null },
      reason: 'two\nlines, "quoted"',
      occurrences: 1,
      requestId: null,
      address: null,
    });
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="audit-events-\d{4}-\d\d-\d\d\.jsonl"$/,
    );
    expect(headers.get('cache-control')).toBe('private, no-store');
  });

  it('as CSV runs no formula in a spreadsheet, and quotes line breaks', async () => {
    const { headers, text } = await download('csv', 'filter[side]=storefront&sort=-id');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    const [head, first, ...others] = text.split('\r\n');
    expect(head).toBe(
      'id,occurredAt,actorType,actor,side,action,subjectType,subjectId,before,after,reason,occurrences,requestId,address',
    );
    expect(first).toBe(
      '6,2026-01-01T00:06:00Z,command,erp,storefront,role.updated,roles,6,"{""label"":""old 6""}",' +
        '"{""long"":null,""label"":""new 6""}","two\nlines, ""quoted""",1,,',
    );
    expect(others[0]).toContain(`,client,"'=HYPERLINK(""http://evil.example"")",storefront,`);
    expect(others).toHaveLength(6);
  });

  it.each([
    ['filter[actor]=command:erp', 6000],
    ['filter[side]=backoffice&filter[actorType]=client&filter[id]=7,9,10', 2],
    ['filter[side]=storefront&filter[search]=HYPERLINK', 1],
    [
      'filter[occurredAt][gte]=2026-01-01T01:00:00Z&filter[occurredAt][lt]=2026-01-02T01:00:00Z',
      1440,
    ],
    ['filter[subjectId]=3,4&sort=-id', 240],
    ['filter[action]=none', 0],
  ])('has all %s', async (query, count) => {
    const lines = (await download('jsonl', query)).text.split('\n').slice(0, -1);
    const ids = lines.map((line) => Number((JSON.parse(line) as { id: string }).id));
    const order = query.includes('sort=-id') ? -1 : 1;
    expect(ids).toHaveLength(count);
    expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => order * (one - other)));
  });

  it('of more events than audit.maxExported is rejected, because it would be partial', async () => {
    const expected = [{ status: 400, code: 'too_many_matches', parameter: 'filter' }];
    expect(await refusal('csv', '')).toEqual(expected);
    expect(await refusal('jsonl', 'filter[search]=old')).toEqual(expected);
  });

  it.each([
    ['filter[name]=x', 'unknown_parameter', 'filter[name]'],
    ['page[size]=10', 'unknown_parameter', 'page[size]'],
    ['filter[actor]=command:a,client:b', 'invalid_parameter', 'filter[actor]'],
  ])('rejects %s', async (query, code, parameter) => {
    expect(await refusal('csv', query)).toEqual([{ status: 400, code, parameter }]);
  });

  it('needs the scope audit:read', async () => {
    const other = await accessToken(applications.backoffice);
    const { url } = applications.backoffice;
    const statusWith = async (headers: Record<string, string>) =>
      (await fetch(`${url}/api/audit-events.csv`, { headers })).status;
    expect(await statusWith({})).toBe(401);
    expect(await statusWith({ Authorization: `Bearer ${other}` })).toBe(403);
  });

  it('answers HEAD without a body, and is free for others afterwards', async () => {
    const url = `${applications.backoffice.url}/api/audit-events.csv?filter[side]=storefront`;
    for (let time = 0; time < 6; time += 1) {
      const { status } = await fetch(url, {
        method: 'HEAD',
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(status).toBe(200);
    }
    expect((await download('csv', 'filter[side]=storefront')).status).toBe(200);
  });

  it('is one of at most two of a caller and four of all; one whose reader has gone makes room', async () => {
    const query = 'filter[actor]=command:erp,command:nobody';
    const small = 'filter[side]=storefront';
    const { backoffice } = applications;
    const [mine, other, third] = [token, await otherReader(), await otherReader()];
    const readers: ClientRequest[] = [];
    for (const each of [mine, mine]) readers.push(await unread(query, each));
    expect(await refusal('csv', small)).toEqual([{ status: 429, code: 'too_many_requests' }]);
    for (const each of [other, other]) readers.push(await unread(query, each));
    const response = await fetch(`${backoffice.url}/api/audit-events.csv?${small}`, {
      headers: { Authorization: `Bearer ${third}` },
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10']);
    readers[0]!.destroy();
    await expect.poll(async () => (await download('csv', small)).status).toBe(200);
    for (const reader of readers) reader.destroy();
  });
});

async function otherReader(): Promise<string> {
  const { backoffice } = applications;
  return accessToken(backoffice, { client: await backoffice.createClient('audit:read') });
}

/** Starts an export that nobody reads, and returns its request. */
async function unread(query: string, of: string) {
  const url = `${applications.backoffice.url}/api/audit-events.jsonl?${query}`;
  const headers = { Authorization: `Bearer ${of}` };
  const request = httpRequest(url, { headers }).on('error', () => {});
  request.end();
  const [response] = (await once(request, 'response')) as [{ statusCode: number; pause(): void }];
  response.pause();
  expect(response.statusCode).toBe(200);
  return request;
}
