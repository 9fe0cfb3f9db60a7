import { readFile } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OAUTH_ENTITIES, OAuthAdministration } from '#oauth/administration';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Answer, accessToken, api } from '../support/requests.js';

/**
 * Names in the order in which people look for them: accents and case count only as a tie-breaker.
 */
const SORTED = [
  'ann',
  'Ann',
  'Anna',
  'Čapek',
  'Cerny',
  'de Vries',
  'Elan',
  'élan',
  'Élan',
  'Elane',
  'Łucja',
  'Lucjan',
  'Müller',
  'Müllerová',
  'Øst',
  'Östberg',
  'Oswald',
  'Zoë',
  'Zoe2',
  'Ελένη',
  'Борис',
  'สมชาย',
  '山田',
];

const PROFILE = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';
const BY_CURSOR = { Accept: `application/vnd.api+json;profile="${PROFILE}"` };

let applications: TestApplications;
let token: string;

beforeAll(async () => {
  applications = await startApplications();
  const { backoffice, database } = applications;
  const client = await backoffice.createClient(
    'users:read roles:read customers:read customer-users:read clients:read',
  );
  token = await accessToken(backoffice, { client });
  await database.query(`DELETE FROM oauth_clients WHERE side = 'storefront'`);
  const names = SORTED.toSorted();
  await database.query(
    `WITH names AS (SELECT name, n FROM unnest($1::text[]) WITH ORDINALITY AS t (name, n)),
      staff AS (INSERT INTO staff_users (username, email, first_name, last_name)
        SELECT name || ' ' || n, name || n || '@example.com', name, name FROM names),
      made AS (INSERT INTO customers (name) SELECT name FROM names RETURNING id, name),
      people AS (INSERT INTO customer_users (email, first_name, last_name, customer_id)
        SELECT name || n || '@example.com', name, name, id FROM names JOIN made USING (name)),
      groups AS (INSERT INTO roles (name, scopes) SELECT name || ' ' || n, '{}' FROM names)
     INSERT INTO oauth_clients (client_id, side, name, scopes)
       SELECT gen_random_uuid(), 'storefront', name, '{}' FROM names`,
    [names],
  );
});
afterAll(async () => applications.stop());

async function get(path: string, headers?: Record<string, string>): Promise<Answer> {
  return api(applications.backoffice, token, path, { headers });
}

/** Collects one attribute of the resources of all pages. */
async function values(first: string, name: string, headers = {}): Promise<string[]> {
  const found: string[] = [];
  for (let path: string | null = first; path;) {
    const { status, body }: Answer = await get(path, headers);
    expect(status).toBe(200);
    found.push(...body.data.map((resource: Answer['body']) => resource.attributes[name]));
    path = body.links.next;
  }
  return found;
}

describe.each([
  ['users', 'firstName', 'firstName'],
  ['users', 'lastName', 'lastName'],
  ['customer-users', 'firstName', 'firstName'],
  ['customer-users', 'lastName', 'lastName'],
  ['customer-users', 'customer.name', 'lastName'],
  ['customers', 'name', 'name'],
  ['oauth-clients', 'name', 'name'],
])('%s sorted by %s', (type, sort, shown) => {
  const side = type === 'oauth-clients' ? '&filter[side]=storefront' : '';
  const path = `/api/${type}?page[size]=4${side}`;
  const folds = type === 'customers' || sort === 'customer.name';
  // Where case is ignored, names that differ in case alone are ordered by id.
  const key = (name: string) => (folds ? name.toLowerCase() : name);

  it.each(['by number', 'by cursor'])('are in alphabetical order for people, %s', async (pages) => {
    const headers = pages === 'by cursor' ? BY_CURSOR : {};
    const found = await values(`${path}&sort=${sort}`, shown, headers);
    expect(found.map(key)).toEqual(SORTED.map(key));
    expect(new Set(found)).toEqual(new Set(SORTED));
    const back = await values(`${path}&sort=-${sort}`, shown, headers);
    expect(back).toEqual(found.toReversed());
  });
});

describe('a list sorted by a unique text', () => {
  it.each([
    ['users', 'username'],
    ['users', 'email'],
    ['customer-users', 'email'],
    ['roles', 'name'],
  ])('is in alphabetical order: %s by %s', async (type, name) => {
    const path = `/api/${type}?page[size]=4&sort=${name}`;
    const found = await values(path, name, BY_CURSOR);
    const first = found.map((value) => value.replace(/ ?\d+(?:@.*)?$/, ''));
    expect(first.indexOf('Élan')).toBeLessThan(first.indexOf('Müller'));
    expect(first.indexOf('Čapek')).toBeLessThan(first.indexOf('Zoë'));
    expect(found).toHaveLength(SORTED.length);
    expect(await values(path, name)).toEqual(found);
  });
});

describe('latchkey clients list', () => {
  it('sorts names alphabetically, across page ends as well', async () => {
    const { database } = applications;
    const options = { type: 'postgres' as const, url: database.url, entities: OAUTH_ENTITIES };
    const dataSource = await new DataSource(options).initialize();
    // More than the 500 rows that are read at once: one page ends among these names.
    await database.query(
      `INSERT INTO oauth_clients (client_id, side, name, scopes)
       SELECT gen_random_uuid(), 'storefront', 'Östberg ' || lpad(n::text, 3, '0'), '{}'
       FROM generate_series(1, 495) n`,
    );
    const names: string[] = [];
    const { repository } = new OAuthAdministration({ dataSource });
    for await (const page of repository.pages({ side: 'storefront' })) {
      names.push(...page.map(({ name }) => name));
    }
    await dataSource.destroy();
    expect(names).toHaveLength(SORTED.length + 495);
    expect(names.filter((name) => !name.startsWith('Östberg '))).toEqual(SORTED);
    expect(names.indexOf('Östberg 495')).toBe(names.indexOf('Östberg') + 495);
  });
});

/** Reads the SQL that docs/operating.md gives for `psql`: the `\\gexec` generator and the rest. */
async function documented(): Promise<{ generator: string; last: string; check: string }> {
  const page = await readFile('docs/operating.md', 'utf8');
  const section = page.slice(page.indexOf('### A new version of ICU'));
  const [, generator = '', last = ''] = /```sql\n(.*?) \\gexec\n(.*);\n```/s.exec(section) ?? [];
  const check = /`(SELECT collversion[^`]*)`/.exec(section)?.[1] ?? '';
  return { generator, last, check };
}

describe('a new version of ICU', () => {
  it('is handled by the SQL in docs/operating.md', async () => {
    const { database } = applications;
    const { generator, last, check } = await documented();
    await database.query(
      `UPDATE pg_collation SET collversion = '1' WHERE collname = 'root_collation'`,
    );
    const [before] = await database.query(check);
    expect(before).toMatchObject({
      collversion: '1',
      pg_collation_actual_version: expect.stringMatching(/\d/),
    });
    const statements = (await database.query(generator)).map(({ format }) => String(format));
    const indexes = await database.query(
      `SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%COLLATE root_collation%'`,
    );
    expect(statements.toSorted()).toEqual(
      indexes.map(({ indexname }) => `REINDEX INDEX CONCURRENTLY ${String(indexname)};`).toSorted(),
    );
    for (const statement of [...statements, last]) await database.query(statement);
    const [after] = await database.query(check);
    expect(after!.collversion).toBe(after!.pg_collation_actual_version);
  });
});
