import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestApplication, type TestSide } from '../support/applications.js';
import { refusals } from '../support/json-api.js';
import { accessToken, type Answer, api } from '../support/requests.js';

let applications: TestSide<'backoffice'>;
let backoffice: TestApplication;
let token: string;

beforeAll(async () => {
  applications = await startSide('backoffice');
  ({ backoffice } = applications);
  const client = await backoffice.createClient('users:read customers:read customers:write');
  token = await accessToken(backoffice, { client });
});
afterAll(async () => applications.stop());

const send = async (method: string, path: string, by = token): Promise<Answer> =>
  api(backoffice, by, path, { method });

const namesOf = ({ body }: Answer): string[] =>
  body.data.map((customer: { attributes: { name: string } }) => customer.attributes.name);

async function seed(...names: string[]): Promise<void> {
  await applications.database.query('TRUNCATE customers RESTART IDENTITY CASCADE');
  await applications.database.query('INSERT INTO customers (name) SELECT unnest($1::text[])', [
    names,
  ]);
}

const names = ['Smith, Jones & Co', 'Smith', 'Jones'];

describe('a filter with several values', () => {
  beforeAll(async () => seed(...names));

  it.each([
    ['an encoded comma as part of a value', 'Smith%2C%20Jones%20%26%20Co', [names[0]]],
    ['a comma as the end of a value', 'Smith,Jones', ['Smith', 'Jones']],
    ['a repeated parameter as a list', 'Smith&filter[name]=Jones', ['Smith', 'Jones']],
    ['all of it together', 'Smith%2C+Jones+%26+Co&filter%5Bname%5D=Jones,x', [names[0], 'Jones']],
    ['no value of an encoded list', 'Smith%2CJones', []],
  ])('accepts %s', async (_, value, found) => {
    const answer = await send('GET', `/api/customers?sort=id&filter[name]=${value}`);
    expect([answer.status, namesOf(answer)]).toEqual([200, found]);
  });

  it('reads ids between commas, with the comma encoded in any way', async () => {
    const [plain, encoded] = await Promise.all([
      send('GET', '/api/customers?sort=id&filter[id]=1,3'),
      send('GET', '/api/customers?sort=id&filter[id]=1%2C3'),
    ]);
    expect([namesOf(plain), namesOf(encoded)]).toEqual([
      [names[0], 'Jones'],
      [names[0], 'Jones'],
    ]);
  });

  it('has page links to the same resources', async () => {
    const path = '/api/customers?page[size]=1&filter[name]=Smith%2C%20Jones%20%26%20Co,Jones';
    const first = await send('GET', path);
    const { self, next } = first.body.links;
    const query = 'filter%5Bname%5D=Smith%2C+Jones+%26+Co,Jones';
    expect([self, next]).toEqual([
      `/api/customers?page%5Bsize%5D=1&${query}`,
      `/api/customers?page%5Bsize%5D=1&${query}&page%5Bnumber%5D=2`,
    ]);
    expect([namesOf(await send('GET', self)), namesOf(await send('GET', next))]).toEqual([
      [names[0]],
      ['Jones'],
    ]);
  });
});

describe('DELETE with a filter', () => {
  it('deletes the resource whose name contains a comma, and no other', async () => {
    await seed(...names);
    const path = '/api/customers?filter[name]=Smith%2C%20Jones%20%26%20Co';
    const { status, headers } = await send('DELETE', path);
    expect([status, headers.get('x-include-deleted-count')]).toEqual([204, '1']);
    expect(namesOf(await send('GET', '/api/customers?sort=id'))).toEqual(['Smith', 'Jones']);
  });
});

describe('the parsed query of one client', () => {
  it.each(['Smith?,Jones', 'Smith&filter[name]=Jones'])(
    'does not change the answer to another client, after filter[name]=%s',
    async (value) => {
      await seed(...names);
      const other = await accessToken(backoffice, {
        client: await backoffice.createClient('customers:read'),
      });
      await send('GET', `/api/customers?filter[name]=${value}`, other);
      expect(namesOf(await send('GET', '/api/customers?filter[name]=Smith'))).toEqual(['Smith']);
    },
  );

  it('is cached case-sensitively', async () => {
    for (const name of ['Jones', 'jones', 'JONES']) {
      const { body } = await send('GET', `/api/customers?filter[name]=${name}`);
      expect(body.links.self).toBe(`/api/customers?filter%5Bname%5D=${name}`);
    }
  });

  it('does not give another client access to what only the first one may read', async () => {
    const path = '/api/users?include=roles';
    const both = await backoffice.createClient('users:read roles:read');
    const { status } = await send('GET', path, await accessToken(backoffice, { client: both }));
    expect(status).toBe(200);
    expect(refusals(await send('GET', path))).toEqual(['403 forbidden include']);
  });
});

describe('a query with percent-encoding that is not UTF-8', () => {
  const malformed = ['%ff', 'caf%E9', '%zz', '%', '%C0%AF', '%ED%A0%80'];

  it.each(
    malformed.flatMap((value) => [
      ['GET', `/api/customers?filter[name]=${value}`, 'filter[name]'],
      ['GET', `/api/customers?filter[search]=${value}`, 'filter[search]'],
      ['GET', `/api/customers?sort=id,${value}`, 'sort'],
      ['GET', `/api/customers?${value}=1`, value],
      ['GET', `/api/customers/1?include=${value}`, 'include'],
      ['DELETE', `/api/customers?filter[name]=Smith,${value}`, 'filter[name]'],
      ['DELETE', `/api/customers/1?${value}`, value],
    ]),
  )('is rejected: %s %s', async (method, path, parameter) => {
    await seed(...names);
    const answer = await send(method, path);
    expect(refusals(answer)).toEqual([`400 invalid_parameter ${parameter}`]);
    expect(answer.body.errors[0].detail).toBe(
      `${parameter} must be UTF-8 in percent-encoding: é is %C3%A9, and % is %25`,
    );
    expect(namesOf(await send('GET', '/api/customers?sort=id'))).toEqual(names);
  });
});
