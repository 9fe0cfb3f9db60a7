import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type OpenApiDocument, openApiDocument } from '../support/open-api.js';
import { accessToken, api } from '../support/requests.js';
import { insertionOf, otherResources } from '../support/resources.js';

const SCOPES = {
  backoffice:
    'users:read roles:read customers:read customer-users:read clients:read keys:read ' +
    'tokens:revoke audit:read' +
    otherResources('backoffice')
      .map(({ readScope }) => ` ${readScope}`)
      .join(''),
  storefront: 'users:read customers:read',
};

let applications: TestApplications;
const tokens: Record<string, string> = {};
const documents: Record<string, OpenApiDocument> = {};

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.clients.usage.interval = 3600; // so that no client has a time of its last use
  });
  const { backoffice, storefront, database } = applications;
  for (const application of [backoffice, storefront]) {
    const client = await application.createClient(SCOPES[application.side], {
      expiresAt: '2100-01-01T00:00:00.250Z',
    });
    tokens[application.side] = await accessToken(application, { client });
    documents[application.side] = await openApiDocument(application);
  }
  await database.query(`
    INSERT INTO customers (name, created_at) VALUES ('Alder', '2020-01-01 00:00:00.123456Z');
    INSERT INTO customer_users (email, first_name, last_name, customer_id)
      VALUES ('ada@example.com', 'Ada', 'Lee', 1);
    INSERT INTO staff_users (username, email, first_name, last_name)
      VALUES ('bob', 'bob@example.com', 'Bob', 'Roy');
    INSERT INTO roles (name, scopes) VALUES ('clerk', '{}');
    INSERT INTO refusals (occurred_at, side, is_registered, status, code, reason, occurrences)
      VALUES (now(), 'backoffice', false, 401, 'missing_token', 'no_token', 1);
  `);
  for (const resource of otherResources('backoffice')) {
    await database.query(...insertionOf(resource, 'timed'));
  }
});
afterAll(async () => applications.stop());

interface Parameter {
  $ref?: string;
  name: string;
  schema: { format?: string };
}

/** Lists the time attributes of lists that filters can compare, such as `/api/users createdAt`. */
function comparedTimes({ paths, components }: OpenApiDocument): string[] {
  const lists = Object.entries(paths).filter(([path, { get }]) => get && !path.includes('{'));
  return lists.flatMap(([path, { get }]) => {
    const { parameters = [] } = get as { parameters?: Parameter[] };
    return parameters.flatMap(({ $ref, ...described }) => {
      const key = $ref?.split('/').at(-1);
      const { name, schema } = key ? (components.parameters![key] as Parameter) : described;
      const [, attribute] = /^filter\[(\w+)\]\[gt\]$/.exec(name) ?? [];
      return attribute && schema.format === 'date-time' ? [`${path} ${attribute}`] : [];
    });
  });
}

describe.each(['backoffice', 'storefront'] as const)('a time in an answer of the %s', (side) => {
  async function idsOf(path: string): Promise<string[]> {
    const { status, body } = await api(applications[side], tokens[side]!, path);
    expect(status).toBe(200);
    return body.data.map(({ id }: { id: string }) => id);
  }

  it('has the precision that filters compare, in every list', async () => {
    const compared = comparedTimes(documents[side]!);
    const seen: string[] = [];
    for (const each of compared) {
      const [path, attribute] = each.split(' ') as [string, string];
      const filter = `filter[${attribute}][exists]=true`;
      const { body } = await api(applications[side], tokens[side]!, `${path}?${filter}`);
      const row = body.data?.[0];
      if (!row) continue;
      seen.push(each);
      const time = row.attributes[attribute];
      const found = async (query: string) => (await idsOf(`${path}?${query}`)).includes(row.id);
      const operators = ['eq', 'gte', 'lte', 'gt', 'lt', 'neq'];
      const answers = operators.map(async (operator) => [
        operator,
        await found(`filter[${attribute}][${operator}]=${time}`),
      ]);
      expect([each, Object.fromEntries(await Promise.all(answers))]).toEqual([
        each,
        { eq: true, gte: true, lte: true, gt: false, lt: false, neq: false },
      ]);
      expect([each, await found(`filter[${attribute}]=${time}..${time}`)]).toEqual([each, true]);
    }
    const others = otherResources(side).flatMap(({ definition: { path, attributes } }) =>
      Object.entries(attributes)
        .filter(([, attribute]) => attribute?.type === 'date-time' && attribute.filter)
        .map(([name]) => `${path} ${name}`),
    );
    expect(seen.toSorted()).toEqual([...COMPARED[side], ...others].toSorted());
  });
});

/** All lists that compare times; each has a row with a time in this test. */
const COMPARED = {
  backoffice: [
    '/api/users createdAt',
    '/api/users updatedAt',
    '/api/roles createdAt',
    '/api/roles updatedAt',
    '/api/customers createdAt',
    '/api/customers updatedAt',
    '/api/customer-users createdAt',
    '/api/customer-users updatedAt',
    '/api/audit-events occurredAt',
    '/api/refusals occurredAt',
    '/api/oauth-clients createdAt',
    '/api/oauth-clients updatedAt',
    '/api/oauth-clients expiresAt',
    '/api/oauth-clients idleSince',
    '/api/signing-keys createdAt',
    '/api/signing-keys activatedAt',
  ],
  storefront: [
    '/api/users createdAt',
    '/api/users updatedAt',
    '/api/customers createdAt',
    '/api/customers updatedAt',
  ],
};

describe('a time with microseconds', () => {
  const get = async (query: string) => {
    const path = `/api/customers?fields[customers]=createdAt&${query}`;
    const { status, body } = await api(applications.backoffice, tokens.backoffice!, path);
    return [status, body.data.map((row: { attributes: object }) => row.attributes)];
  };
  const customer = [200, [{ createdAt: '2020-01-01T00:00:00.123Z' }]];
  const nothing = [200, []];

  it('is shown with milliseconds', async () => {
    expect(await get('')).toEqual(customer);
  });

  it.each([
    ['[gt]=2020-01-01T00:00:00.122Z', customer],
    ['[gt]=2020-01-01T00:00:00.122999Z', customer],
    ['[gt]=2020-01-01T00:00:00.123Z', nothing],
    ['[lte]=2020-01-01T00:00:00.122Z', nothing],
    ['[lt]=2020-01-01T00:00:00.124Z', customer],
    ['[gte]=2020-01-01T00:00:00.124Z', nothing],
    ['=2020-01-01T00:00:00.122Z,2020-01-01T00:00:00.123Z', customer],
    ['=2020-01-01T01:00:00.123%2B01:00', customer],
    ['=2020-01-01T00:00:00Z', nothing],
    ['=..2020-01-01T00:00:00.123Z', customer],
    ['=..2020-01-01T00:00:00.122Z', nothing],
    ['[neq]=2020-01-01T00:00:00.123Z', nothing],
    ['[neq]=2020-01-01T00:00:00.124Z', customer],
    ['[gt]=9999-12-31T23:59:59.999Z', nothing],
    ['[lte]=9999-12-31T23:59:59.999Z', customer],
  ])('is compared with the precision shown: filter[createdAt]%s', async (filter, found) => {
    expect(await get(`filter[createdAt]${filter}`)).toEqual(found);
  });

  it('can be used to page: filtering by the last time shown skips and repeats no row', async () => {
    await applications.database.query(
      `INSERT INTO customers (name, created_at)
       SELECT n, '2021-01-01Z'::timestamptz + n * interval '1001 microseconds'
       FROM generate_series(1, 5) n`,
    );
    const names: string[] = [];
    for (let last = '2020-06-01T00:00:00Z'; ;) {
      const path = `/api/customers?sort=createdAt&page[size]=1&filter[createdAt][gt]=${last}`;
      const { body } = await api(applications.backoffice, tokens.backoffice!, path);
      if (body.data.length === 0) break;
      names.push(body.data[0].attributes.name);
      last = body.data[0].attributes.createdAt;
      if (names.length > 5) break;
    }
    expect(names).toEqual(['1', '2', '3', '4', '5']);
  });
});
