import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { AS_BEFORE, editTrail, emptyTrail, withoutBounds } from '../support/audit-edits.js';
import { type Api, apiOf } from '../support/json-api.js';
import { latchkey } from '../support/latchkey.js';

let applications: TestApplications;
let staff: Api;
let login: Client;
let folder: string;

beforeAll(async () => {
  applications = await startApplications();
  staff = await apiOf(
    applications.backoffice,
    'users:read users:write customer-users:read customer-users:write audit:read',
  );
  login = new Client(applications.database.urlOf('storefront'));
  await login.connect();
  folder = await mkdtemp(join(tmpdir(), 'latchkey-'));
});
beforeEach(async () => {
  await emptyTrail(applications.database);
  await withoutBounds(applications.database);
});
afterAll(async () => {
  await login.end();
  await rm(folder, { recursive: true });
  await applications.stop();
});

const run = async (...words: string[]) => {
  const { url } = applications.database;
  const environment = { PATH: process.env.PATH ?? '', DATABASE_URL: url, AUDIT_RETENTION: '1' };
  return latchkey({ environment }, ...words);
};

const verify = async () => applications.administration.auditTrail.verify();

interface Planted {
  action?: string;

  /** `<type>:<id>`. */
  subject?: string;

  /** SQL expressions of the type jsonb. */
  before?: string;
  after?: string;
  reason?: string;
  count?: number;
}

/** Adds events with the login that the API of the storefront uses, too. */
async function plant({ count = 1, ...event }: Planted): Promise<void> {
  const { action = 'user.updated', subject = 'oauth-clients:x', reason = 'x' } = event;
  const { before = 'NULL', after = 'NULL' } = event;
  const [type, id] = subject.split(':');
  await login.query(
    `INSERT INTO audit_events (actor_type, actor, side, action, subject_type, subject_id,
       before, after, reason, request_id)
     SELECT 'client', 'x', 'storefront', $1, $2, $3, ${before}, ${after}, $4, 'planted'
     FROM generate_series(1, ${count}) n`,
    [action, type, id, reason],
  );
}

const nested = (levels: number, inner = '') => '['.repeat(levels) + inner + ']'.repeat(levels);

/** Builds a document of 10,000 levels around the text. */
const deep = (inner = '') =>
  `('{"a": ' || repeat('[', 9999) || '${inner}' || repeat(']', 9999) || '}')::jsonb`;

/** SQL for a document near the largest size. */
const signs = `jsonb_build_object('a', repeat('@', 131000))`;

const documents = async () => {
  const rows = await applications.database.query(
    'SELECT subject_id, before::text, after::text FROM audit_events ORDER BY id',
  );
  return rows as { subject_id: string; before: string | null; after: string | null }[];
};

describe('an event with a document of 10,000 levels', () => {
  const shown = { deepJson: `{"a":${nested(9999, '"z"')}}` };

  beforeEach(async () => {
    await plant({ before: deep('"z"'), after: `'{"a": [[1]]}'` });
    await plant({ after: `'{"b": 1}'` });
    await applications.database.seal();
  });

  it('is listed, exported and explained, with the document as text', async () => {
    const table = await run('audit', 'list');
    expect([table.code, table.output.split('\n').length]).toEqual([0, 4]);
    const expected = [
      { id: '1', before: shown, after: { a: [[1]] } },
      { id: '2', before: null, after: { b: 1 } },
    ];
    const list = await run('audit', 'list', '--json');
    expect(JSON.parse(list.output)).toMatchObject(expected.toReversed());
    const exported = await run('audit', 'export');
    const lines = exported.output.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject(expected);
    const explained = await run('why', 'planted', '--json');
    expect(JSON.parse(explained.output).events).toMatchObject([
      { before: shown, after: { a: [[1]] } },
      { before: null, after: { b: 1 } },
    ]);
    expect((await run('why', 'planted')).code).toBe(0);
  });

  it('is returned over HTTP, with the document as text', async () => {
    const { status, body } = await staff.get('/api/audit-events?sort=id');
    expect(status).toBe(200);
    expect(body.data).toMatchObject([
      { id: '1', attributes: { before: shown, after: { a: [[1]] } } },
      { id: '2', attributes: { before: null, after: { b: 1 } } },
    ]);
    const one = await staff.get('/api/audit-events/1');
    expect(one.body.data).toMatchObject({ attributes: { before: shown } });
  });

  it('is part of a chain that verifies', async () => {
    expect((await run('audit', 'verify')).code).toBe(0);
    const [row] = await applications.database.query(
      'SELECT octet_length(before::text) AS size FROM audit_events WHERE id = 1',
    );
    expect(Number(row!.size)).toBeGreaterThan(20_000);
  });

  it('is moved into the file of a prune', async () => {
    const past = `UPDATE audit_events SET occurred_at = now() - interval '5 days'`;
    await editTrail(applications.database, past, AS_BEFORE);
    const file = join(folder, 'pruned.jsonl');
    const pruned = await run('audit', 'prune', '--export', file, '--json');
    expect([pruned.code, pruned.errors]).toEqual([0, '']);
    expect(JSON.parse(pruned.output)).toMatchObject({ removed: 2 });
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(JSON.parse(lines[0]!)).toMatchObject({ id: '1', before: shown });
    expect(await verify()).toMatchObject({ sound: true, count: 1, start: { id: '2' } });
  });
});

it('audit events are listed in pages, since 10,000 of the largest exceed the longest string', async () => {
  await plant({ after: `to_jsonb(n)`, count: 130 });
  const { auditTrail } = applications.administration;
  const sizes: number[] = [];
  for await (const page of auditTrail.pages({ limit: 120 })) sizes.push(page.length);
  expect(sizes).toEqual([50, 50, 20]);
  const { output } = await run('audit', 'list', '--json', '--limit', '120');
  const events = JSON.parse(output) as { after: number }[];
  expect(events.map(({ after }) => after)).toEqual(Array.from({ length: 120 }, (_, n) => 130 - n));
  const table = await run('audit', 'list', '--limit', '120');
  expect(table.output.trimEnd().split('\n').length).toBe(121);
});

/** Creates a person of the storefront with this e-mail address; returns the id. */
async function customer(email: string): Promise<string> {
  const { body } = await staff.post('/api/customer-users', {
    type: 'customer-users',
    attributes: { email, firstName: 'F', lastName: 'L' },
  });
  return (body.data as { id: string }).id;
}

const formerCustomer = async (email: string) => {
  const id = await customer(email);
  expect((await staff.delete(`/api/customer-users/${id}`)).status).toBe(204);
  return id;
};

const erased = async (person: string) => {
  const { code, output, errors } = await run('people', 'erase', person, '--yes', '--json');
  expect({ person, code, errors: code === 0 ? '' : errors }).toEqual({
    person,
    code: 0,
    errors: '',
  });
  expect(await verify()).toMatchObject({ sound: true });
  return { errors, ...(JSON.parse(output) as { erased: number; pseudonym: string }) };
};

describe('the erasure of a person', () => {
  it('replaces a document of 10,000 levels entirely when its event names the person', async () => {
    const id = await formerCustomer('deep@example.com');
    await emptyTrail(applications.database);
    await withoutBounds(applications.database);
    await plant({ subject: `customer-users:${id}`, after: `'{"email": "deep@example.com"}'` });
    await plant({ subject: `customer-users:${id}`, before: deep(), after: `'{"role": "a"}'` });
    await plant({ after: deep('{"x": ["to Deep@example.com"]}') });
    await plant({ after: deep('{"deep@example.com": 1}') });
    await plant({ after: deep('"joandeep@example.com"') });
    await plant({ before: deep(), reason: 'for deep@example.com' });
    const before = await documents();

    const trial = await run('people', 'erase', `customer-users:${id}`);
    expect(trial.errors.split('\n')).toEqual([
      'latchkey: documents replaced as a whole: 4; each has more than 64 levels, or would be ' +
        'larger than 128 KiB with the pseudonym',
      'latchkey: 3 of the 5 events belong to other resources: to clients of the person, or to ' +
        'resources with one of these addresses: deep@example.com',
      `latchkey: nothing was erased: 5 events name customer-users:${id}. To erase them, which ` +
        'cannot be undone, repeat the command with --yes',
      '',
    ]);
    expect(await documents()).toEqual(before);

    const { pseudonym, ...rest } = await erased(`customer-users:${id}`);
    expect(rest).toMatchObject({ erased: 5, wholeDocuments: 4 });
    const whole = `{"erased": "${pseudonym}"}`;
    expect(await documents()).toMatchObject([
      { after: `{"email": "${pseudonym}"}` },
      { subject_id: pseudonym, before: whole, after: '{"role": "a"}' },
      { before: null, after: whole },
      { before: null, after: whole },
      before[4],
      { before: whole, after: null },
      { after: expect.stringContaining('events') },
    ]);
  });

  it('ignores planted texts that cannot be the e-mail address of an account', async () => {
    const id = await formerCustomer('signs@example.com');
    const other = { subject: `customer-users:${id}` };
    for (const email of ['@', 'a@', '@a', 'a@b@c', `${'a'.repeat(65)}@b.example`]) {
      await plant({ ...other, after: `jsonb_build_object('email', '${email}')` });
      await plant({ before: `jsonb_build_object('a', 'for ${email} here')` });
    }
    await plant({ before: signs, after: signs, count: 60 });
    const { erased: count } = await erased(`customer-users:${id}`);
    expect(count).toBe(2 + 5);
  });

  it('lets no event grow beyond its bounds', async () => {
    const id = await formerCustomer('grow@example.com');
    await plant({ subject: `customer-users:${id}`, after: `'{"email": "a@b"}'` });
    const many = `jsonb_build_object('x', repeat('a@b,', 32000))`;
    const reason = 'a@b,'.repeat(2000);
    await plant({ before: many, after: `'{"x": "a@b"}'`, reason, count: 120 });
    await plant({ subject: `customer-users:${id}`, before: `to_jsonb(repeat('a', 130000))` });
    const { erased: count, pseudonym } = await erased(`customer-users:${id}`);
    expect(count).toBe(2 + 1 + 120 + 1);
    const rows = await applications.database.query(
      `SELECT DISTINCT before, after, reason FROM audit_events WHERE subject_id = 'x'`,
    );
    expect(rows).toEqual([
      { before: { erased: pseudonym }, after: { x: pseudonym }, reason: pseudonym },
    ]);
    const [{ size }] = (await applications.database.query(
      `SELECT max(octet_length(concat(before, after, reason))) AS size FROM audit_events`,
    )) as [{ size: number }];
    expect(size).toBeLessThan(8192);
  });

  it('keeps the e-mail address of another account in events of other resources', async () => {
    await customer('living@example.com');
    const id = await formerCustomer('gone@example.com');
    await plant({ subject: `customer-users:${id}`, after: `'{"email": "LIVING@example.com"}'` });
    await plant({ before: `'{"contact": "living@example.com"}'` });
    await plant({ before: `'{"contact": "gone@example.com"}'` });
    const { errors, erased: count, pseudonym } = await erased(`customer-users:${id}`);
    expect(errors).toBe(
      'latchkey: events of other resources keep these addresses, because an account has them ' +
        'now: LIVING@example.com\n',
    );
    expect(count).toBe(4);
    expect((await documents()).map(({ before }) => before).filter(Boolean)).toEqual([
      expect.stringContaining(pseudonym),
      '{"contact": "living@example.com"}',
      `{"contact": "${pseudonym}"}`,
    ]);
  });

  it('takes no address of staff from a storefront event', async () => {
    const { body } = await staff.post('/api/users', {
      type: 'users',
      attributes: { username: 'user', email: 'staff@example.com', firstName: 'F', lastName: 'L' },
    });
    const { id } = body.data as { id: string };
    expect((await staff.delete(`/api/users/${id}`)).status).toBe(204);
    await plant({ subject: `users:${id}`, after: `'{"email": "planted@example.com"}'` });
    await plant({ before: `'{"contact": "planted@example.com"}'` });
    await plant({ before: `'{"contact": "staff@example.com"}'` });
    const { erased: count } = await erased(`users:${id}`);
    expect(count).toBe(4);
    expect(await documents()).toContainEqual(
      expect.objectContaining({ before: '{"contact": "planted@example.com"}' }),
    );
  });

  it('takes no address from an event with an action that the API does not write', async () => {
    const id = await formerCustomer('act@example.com');
    const email = `'{"email": "planted@example.com"}'`;
    await plant({ subject: `customer-users:${id}`, action: 'user.renamed', after: email });
    await plant({ before: `'{"contact": "planted@example.com"}'` });
    expect((await erased(`customer-users:${id}`)).erased).toBe(3);
  });

  it('takes seconds for thousands of addresses, and other events are recorded meanwhile', async () => {
    const id = await formerCustomer('many@example.com');
    const living = await customer('writer@example.com');
    const email = `jsonb_build_object('email', 'a' || n || '@b.example')`;
    await plant({ subject: `customer-users:${id}`, after: email, count: 2000 });
    await plant({
      after: `jsonb_build_object('jti', n, 'contact', 'a' || n || '@c.example')`,
      count: 10_000,
    });
    await plant({ after: email, count: 100 });
    const started = Date.now();
    const running = new AbortController();
    const erasure = erased(`customer-users:${id}`).finally(() => running.abort());
    const answers = new Set<number>();
    while (!running.signal.aborted) {
      const attributes = { firstName: `F${Date.now()}` };
      const body = { type: 'customer-users', id: living, attributes };
      answers.add((await staff.patch(`/api/customer-users/${living}`, body)).status);
    }
    expect((await erasure).erased).toBe(2 + 2000 + 100);
    expect(Date.now() - started).toBeLessThan(20_000);
    expect([...answers]).toEqual([200]);
  });
});
