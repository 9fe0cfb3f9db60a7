import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  AuditLog,
  AuditMaintenance,
  AuditMaintenanceRepository,
  type Person,
  AUDIT_ENTITIES,
} from '#audit';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { startApplications, type TestApplications } from '../support/applications.js';
import { AS_BEFORE, editTrail, rehash } from '../support/audit-edits.js';
import { latchkey } from '../support/latchkey.js';
import { type Api, apiOf, refusals } from '../support/json-api.js';

let applications: TestApplications;
let maintenance: AuditMaintenance;
let dataSource: DataSource;
let staff: Api;

beforeAll(async () => {
  applications = await startApplications();
  staff = await apiOf(
    applications.backoffice,
    'users:read users:write customer-users:write roles:write clients:write clients:admin audit:read',
  );
  const { url } = applications.database;
  const options = { type: 'postgres', url, entities: AUDIT_ENTITIES, poolSize: 3 } as const;
  dataSource = await new DataSource(options).initialize();
  maintenance = new AuditMaintenance(new AuditMaintenanceRepository(dataSource), new AuditLog());
});
afterAll(async () => {
  await dataSource.destroy();
  await applications.stop();
});

const actor = { type: 'command', name: 'root' } as const;
const erase = async (person: Person, isTrial = false) =>
  maintenance.erase(person, { actor, isTrial, accounts: { addressesAmong: async () => [] } });

const verify = async () => applications.administration.auditTrail.verify();

const run = async (...words: string[]) =>
  latchkey(
    { environment: { PATH: process.env.PATH ?? '', DATABASE_URL: applications.database.url } },
    'people',
    ...words,
  );

/** Reads all texts of the audit trail and of the stored answers. */
async function everything(): Promise<string> {
  const tables = ['audit_events', 'idempotent_requests'];
  const texts = tables.map(async (table) => {
    const [row] = await applications.database.query(
      `SELECT coalesce(string_agg(row::text, ' '), '') AS text FROM ${table} row`,
    );
    return String(row!.text);
  });
  return (await Promise.all(texts)).join(' ');
}

const rows = async (condition: string) =>
  applications.database.query(
    `SELECT id, action, actor, side, subject_type, subject_id, before, after, reason, salt
     FROM audit_events WHERE ${condition} ORDER BY id`,
  );

/** Creates a member of staff with all attributes and changes; returns the id. */
async function formerEmployee(name: string): Promise<string> {
  const attributes = {
    username: `${name}.user`,
    email: `${name}@example.com`,
    firstName: `First-${name}`,
    middleName: `Middle-${name}`,
    lastName: `Last-${name}`,
    phone: `+49 ${name}`,
    title: `Head of ${name}`,
    birthday: '1990-02-03',
  };
  const { body } = await staff.post('/api/users', { type: 'users', attributes });
  const { id } = body.data as { id: string };
  const changes = { email: `${name}.new@example.com`, enabled: false };
  await staff.patch(`/api/users/${id}`, { type: 'users', id, attributes: changes });
  return id;
}

const remove = async (id: string) =>
  expect((await staff.delete(`/api/users/${id}`)).status).toBe(204);

describe('latchkey people erase', () => {
  it('leaves nothing that names the person, and a trail that verifies', async () => {
    const id = await formerEmployee('ann');
    const contact = {
      name: 'x',
      side: 'backoffice',
      scopes: ['users:read'],
      contact: 'ANN@example.com',
    };
    const owner = { data: { type: 'users', id } };
    const made = await staff.post('/api/oauth-clients', {
      type: 'oauth-clients',
      attributes: contact,
      relationships: { owner },
    });
    const attributes = { name: 'y', side: 'backoffice', scopes: ['users:read'] };
    const owned = { type: 'oauth-clients', attributes, relationships: { owner } };
    expect([made, await staff.post('/api/oauth-clients', owned)].flatMap(refusals)).toEqual([]);
    const other = await formerEmployee('joann');
    await remove(id);
    const before = await rows('true');

    const unconfirmed = await run('erase', `users:${id}`);
    expect(unconfirmed).toEqual({
      code: 1,
      output: '',
      errors:
        'latchkey: 2 of the 5 events belong to other resources: to clients of the person, or to ' +
        'resources with one of these addresses: ann.new@example.com, ann@example.com\n' +
        `latchkey: nothing was erased: 5 events name users:${id}. To erase them, which cannot be ` +
        'undone, repeat the command with --yes\n',
    });
    expect(await rows('true')).toEqual(before);

    const { code, output, errors } = await run('erase', `users:${id}`, '--yes', '--json');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const { erased, pseudonym } = JSON.parse(output) as { erased: number; pseudonym: string };
    expect({ erased, pseudonym }).toEqual({
      erased: 5,
      pseudonym: expect.stringMatching(/^erased-[0-9a-f-]{36}$/),
    });

    const text = await everything();
    for (const trace of ['ann.', '-ann', ' ann', 'ann@', 'ANN@']) {
      expect({ trace, found: text.replaceAll(/joann[^ ]*/g, '').includes(trace) }).toEqual({
        trace,
        found: false,
      });
    }
    const p = pseudonym;
    expect(await rows(`subject_id = '${p}' AND action LIKE 'user.%'`)).toMatchObject([
      {
        action: 'user.created',
        subject_type: 'users',
        before: null,
        after: { username: p, email: p, firstName: p, middleName: p, namePrefix: null, phone: p },
        salt: null,
      },
      {
        action: 'user.updated',
        before: { email: p, enabled: true },
        after: { email: p, enabled: false },
      },
      { action: 'user.deleted', before: { username: p, birthday: p, enabled: false }, after: null },
    ]);
    expect(await rows(`action = 'client.created' AND after ->> 'ownerId' = '${p}'`)).toMatchObject([
      { after: { contact: p, name: 'x' } },
      { after: { contact: null, name: 'y' } },
    ]);
    expect(await rows(`action LIKE 'audit.%'`)).toMatchObject([
      {
        action: 'audit.erased',
        subject_type: 'users',
        subject_id: p,
        after: { events: expect.any(Object) },
      },
    ]);
    expect(await rows(`subject_id = '${other}' AND subject_type = 'users'`)).toEqual(
      before.filter((row) => row.subject_id === other && row.subject_type === 'users'),
    );
    expect(await verify()).toMatchObject({ sound: true, erased: 5 });

    const listed = await staff.get(`/api/audit-events?filter[subjectId]=${p}&sort=-id`);
    expect(listed.body.data.length).toBe(4);
    const again = await run('erase', `users:${id}`, '--yes');
    expect(again.output).toBe(`no event of the audit trail names users:${id}\n`);
  });

  it('requires that the account is deleted first, and exactly one person', async () => {
    const id = await formerEmployee('eve');
    expect(await run('erase', `users:${id}`, '--yes')).toEqual({
      code: 1,
      output: '',
      errors:
        `latchkey: users:${id} still has an account: ` +
        `first DELETE /api/users/${id} at the back office\n`,
    });
    expect(await everything()).toContain('eve.user');
    for (const word of ['7', 'clients:7', 'users:x', 'users:07']) {
      expect((await run('erase', word, '--yes')).code).toBe(64);
    }
  });

  it('deletes stored answers that show the person', async () => {
    await applications.database.query(
      `INSERT INTO idempotent_requests (caller, key, request, status, body, expires_at)
       SELECT side || ' x', side, 'x', 201,
         '{"data": {"type": "users", "id": "424242", "attributes": {"email": "z@example.com"}}}',
         now() + interval '1 day'
       FROM unnest(ARRAY['backoffice', 'storefront']) side`,
    );
    expect((await run('erase', 'customer-users:424242', '--yes')).code).toBe(0);
    const kept = await applications.database.query(
      'SELECT key, status, holds FROM idempotent_requests ORDER BY key',
    );
    expect(kept).toEqual([
      { key: 'backoffice', status: 201, holds: ['users/424242'] },
      { key: 'storefront', status: null, holds: [] },
    ]);
  });

  it('erases 50 events at a time, since a stolen login can plant many large ones', async () => {
    const id = await formerEmployee('max');
    await remove(id);
    const login = new Client(applications.database.urlOf('storefront'));
    await login.connect();
    const large = `jsonb_build_object('x', repeat('a', 130000))`;
    await login.query(
      `INSERT INTO audit_events
         (actor_type, actor, side, action, subject_type, subject_id, before, after, reason)
       SELECT 'client', 'x', 'storefront', 'client.updated', 'oauth-clients', 'z', ${large}, ${large},
         'for max' || (ARRAY['', '.new'])[n % 2 + 1] || '@example.com' FROM generate_series(1, 120) n`,
    );
    await login.end();
    const { code, output, errors } = await run('erase', `users:${id}`, '--yes', '--json');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const { erased, pseudonym } = JSON.parse(output) as { erased: number; pseudonym: string };
    expect(erased).toBe(123);
    const erasures = await applications.database.query(
      `SELECT occurrences FROM audit_events
       WHERE action = 'audit.erased' AND subject_id = $1 ORDER BY id`,
      [pseudonym],
    );
    expect(erasures.map(({ occurrences }) => occurrences)).toEqual([50, 50, 23]);
    expect(await rows(`concat_ws(' ', reason, before, after) LIKE '%max%'`)).toEqual([]);
    expect(await verify()).toMatchObject({ sound: true });
  });
});

it('an erasure lets other transactions record events until its last page', async () => {
  const id = await formerEmployee('kim');
  await remove(id);
  const login = new Client(applications.database.urlOf('storefront'));
  await login.connect();
  await login.query(`SET lock_timeout = '2s'`);
  const record = async (reason: string, count: number) =>
    login.query(
      `INSERT INTO audit_events (actor_type, actor, side, action, reason)
       SELECT 'client', 'x', 'storefront', 'x', $1 FROM generate_series(1, $2::integer)`,
      [reason, count],
    );
  await record('for kim@example.com', 120);

  class RecordingMeanwhile extends AuditMaintenanceRepository {
    override async replace(...page: Parameters<AuditMaintenanceRepository['replace']>) {
      const texts = await super.replace(...page);
      await record('meanwhile', 1);
      return texts;
    }
  }
  const repository = new RecordingMeanwhile(dataSource);
  const accounts = { addressesAmong: async () => [] };
  const options = { actor, isTrial: false, accounts };
  const person = { type: 'users', id } as const;
  const { count } = await new AuditMaintenance(repository, new AuditLog()).erase(person, options);
  await login.end();
  expect(count).toBe(123);
  expect((await rows(`reason = 'meanwhile'`)).length).toBe(3);
  expect(await verify()).toMatchObject({ sound: true });
});

describe.each([
  ['', async () => {}],
  [' of the version before', async () => editTrail(applications.database, AS_BEFORE)],
])('the audit trail after an erasure in events%s', (_, prepare) => {
  let erased: number[];
  let untouched: number;

  beforeEach(async () => {
    await editTrail(
      applications.database,
      'TRUNCATE audit_events',
      `UPDATE audit_head SET id = 0, hash = decode(repeat('00', 32), 'hex')`,
    );
    const id = await formerEmployee('bob');
    await remove(id);
    const role = { type: 'roles', attributes: { name: `r${id}`, scopes: [] } };
    await staff.post('/api/roles', role);
    await prepare();
    const { pseudonym } = await erase({ type: 'users', id });
    const events = await rows(`subject_id = '${pseudonym}' AND action LIKE 'user.%'`);
    erased = events.map((event) => Number(event.id));
    untouched = Number((await rows(`subject_type = 'roles'`))[0]!.id);
  });

  it('verifies, and the result counts the erased events', async () => {
    expect(await verify()).toMatchObject({ sound: true, count: 5, erased: 3 });
  });

  it('keeps its chain: a hash noted before the erasure still matches', async () => {
    const [row] = await applications.database.query(
      `SELECT encode(hash, 'hex') AS hash FROM audit_events WHERE id = ${untouched}`,
    );
    const expected = { id: String(untouched), hash: String(row!.hash) };
    const trail = applications.administration.auditTrail;
    expect(await trail.verify({ expected })).toMatchObject({ sound: true });
  });

  it.each([
    [
      'another text in an erased event',
      (event: number) => `UPDATE audit_events SET before = '{"a": 1}' WHERE id = ${event}`,
    ],
    [
      'another time of an erased event',
      (event: number) => `UPDATE audit_events SET occurred_at = now() WHERE id = ${event}`,
    ],
    [
      'another action of an erased event',
      (event: number) => `UPDATE audit_events SET action = 'x' WHERE id = ${event}`,
    ],
    [
      'a salt in an erased event',
      (event: number) =>
        `UPDATE audit_events SET salt = gen_random_uuid(), details_hash = coalesce(details_hash, sha256('x')) WHERE id = ${event}`,
    ],
    [
      'no hash of an erased event',
      (event: number) => `UPDATE audit_events SET hash = sha256('x') WHERE id = ${event}`,
    ],
  ])('does not verify with %s', async (__, statement) => {
    await editTrail(applications.database, statement(erased[1]!));
    expect(await verify()).toMatchObject({ sound: false });
  });

  it('does not verify with an event that only looks erased', async () => {
    await editTrail(
      applications.database,
      `UPDATE audit_events SET salt = NULL, before = '{}', after = '{}' WHERE id = ${untouched}`,
    );
    expect(await verify()).toMatchObject({ sound: false, id: String(untouched) });
  });

  it('does not verify with an erased event that no audit.erased event lists', async () => {
    await editTrail(
      applications.database,
      `UPDATE audit_events SET after = '{"events": {}}' WHERE action = 'audit.erased'`,
    );
    expect(await verify()).toMatchObject({ sound: false });
    const [{ id: own }] = (await rows(`action = 'audit.erased'`)) as [{ id: string }];
    await editTrail(applications.database, rehash(Number(own)));
    expect(await verify()).toMatchObject({ sound: false, id: String(erased[0]) });
  });
});

it('latchkey people erase accepts every id that a row can have, also that of a planted row', async () => {
  for (const id of ['-4', '0', '9223372036854775807']) {
    await applications.database.query(
      `INSERT INTO audit_events (actor_type, actor, side, action, subject_type, subject_id, before)
       VALUES ('client', 'x', 'backoffice', 'user.deleted', 'users', $1, '{"email": "planted@x.example"}')`,
      [id],
    );
    const { code, output } = await run('erase', `users:${id}`, '--yes', '--json');
    expect({ code, ...JSON.parse(output) }).toMatchObject({ code: 0, erased: 1 });
  }
});
