import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES, SIDES, type Side } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import { refusals } from '../support/json-api.js';
import { requiredFilterOf } from '../support/marked-people.js';
import { type MarkedRows, markedRows } from '../support/marked-rows.js';
import { openApiDocument } from '../support/open-api.js';
import { accessToken, type Answer, api } from '../support/requests.js';
import { pathOf } from '../support/route-requests.js';

const PROFILE = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';
const BY_CURSOR = { headers: { Accept: `application/vnd.api+json;profile="${PROFILE}"` } };

let applications: TestApplications;
const tokens = {} as Record<Side, string>;
const rows = {} as Record<Side, MarkedRows>;

beforeAll(async () => {
  applications = await startApplications();
  for (const side of SIDES) {
    const client = await applications[side].createClient(SCOPES[side].join(' '));
    tokens[side] = await accessToken(applications[side], { client });
    rows[side] = await markedRows(applications, side);
  }
});
afterAll(async () => applications.stop());

const get = async (side: Side, path: string, options?: Parameters<typeof api>[3]) =>
  api(applications[side], tokens[side], path, options);

interface Listed {
  links: { self: string };
  meta: { etag: string; page?: object };
}

/** Returns the tags in the list, and those of a GET of each resource. */
async function tagsOf(side: Side, answer: Answer) {
  expect(answer.status).toBe(200);
  const listed = answer.body.data as Listed[];
  expect(listed.length).toBeGreaterThan(0);
  const single = await Promise.all(listed.map(async ({ links }) => get(side, links.self)));
  return {
    listed: listed.map(({ meta }) => meta.etag),
    single: single.map(({ headers }) => headers.get('etag')),
  };
}

describe.each(SIDES)('withEtags=true on the %s', (side) => {
  it('adds to each resource of every list the ETag of a GET of its address', async () => {
    const { paths } = await openApiDocument(applications[side]);
    const lists = Object.entries(paths)
      .filter(([, { get: read }]) => JSON.stringify(read ?? {}).includes('/parameters/WithEtags"'))
      .map(([path]) => `GET ${path.replace('{id}', ':id')}`);
    expect(lists.length).toBeGreaterThan(side === 'backoffice' ? 9 : 1);
    for (const route of lists) {
      const path = pathOf({ route, side, rows: rows[side] });
      const query = `?${requiredFilterOf(route)}&withEtags=true`;
      const { listed, single } = await tagsOf(side, await get(side, path + query));
      expect([route, listed]).toEqual([route, single]);
    }
  });

  it('covers the whole resource, also with fields, include and pages by cursor', async () => {
    const path = side === 'backoffice' ? '/api/customer-users' : '/api/users';
    const type = path.split('/')[2];
    for (const query of [`fields[${type}]=email`, 'include=customer', `fields[${type}]=`]) {
      for (const options of [{}, BY_CURSOR]) {
        const answer = await get(side, `${path}?withEtags=true&${query}`, options);
        const { listed, single } = await tagsOf(side, answer);
        expect([query, listed]).toEqual([query, single]);
        const { attributes, meta } = answer.body.data[0];
        const fields = Object.keys(attributes);
        expect([query, fields.length === 0]).toEqual([query, query === `fields[${type}]=`]);
        expect(Object.keys(meta)).toEqual(options === BY_CURSOR ? ['page', 'etag'] : ['etag']);
        expect(answer.body.links.self.href ?? answer.body.links.self).toContain('withEtags=true');
      }
    }
  });
});

describe('the ETag in a list', () => {
  it('serves as If-Match, until the resource changes', async () => {
    const { body } = await get(
      'backoffice',
      '/api/customers?withEtags=true&fields[customers]=name',
    );
    const [{ id, links, meta }] = body.data as [Listed & { id: string }];
    const change = async (description: string) =>
      get('backoffice', links.self, {
        method: 'PATCH',
        headers: { 'If-Match': meta.etag },
        document: { data: { type: 'customers', id, attributes: { description } } },
      });
    expect((await change('first')).status).toBe(200);
    expect(refusals(await change('second'))).toEqual(['412 precondition_failed If-Match']);
    const { body: later } = await get(
      'backoffice',
      `/api/customers?withEtags=true&filter[id]=${id}`,
    );
    expect(later.data[0].meta.etag).not.toBe(meta.etag);
  });

  it('is absent without the parameter', async () => {
    const { body } = await get('backoffice', '/api/customers');
    expect(body.data[0]).not.toHaveProperty('meta');
  });

  it.each(['false', '1', '', 'TRUE'])('withEtags=%s is rejected', async (value) => {
    const answer = await get('backoffice', `/api/customers?withEtags=${value}`);
    expect(refusals(answer)).toEqual(['400 invalid_parameter withEtags']);
  });

  it('is not available for identifiers, or for one resource', async () => {
    const { ids } = rows.backoffice;
    for (const path of [
      `/api/customers/${ids.customers}`,
      `/api/customers/${ids.customers}/relationships/customerUsers`,
    ]) {
      const answer = await get('backoffice', `${path}?withEtags=true`);
      expect(refusals(answer)).toEqual(['400 unknown_parameter withEtags']);
    }
  });
});
