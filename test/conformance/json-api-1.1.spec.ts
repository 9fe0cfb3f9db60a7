import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { accessToken, type Answer, request } from '../support/requests.js';
import { newUser, staffWithRoles } from '../support/staff-roles.js';
import type { Api } from '../support/json-api.js';

/**
 * JSON:API 1.1, "Content Negotiation" and "Document Structure"; "Fetching Data", "Creating, Updating
 * and Deleting Resources" and "Errors" have their own files. There is one test for each MUST and SHOULD
 * that a server can violate. Statements without a test:
 *
 * | section | statement | why |
 * | --- | --- | --- |
 * | Rules for Extensions, Rules for Profiles | form of extensions and profiles | Latchkey defines none |
 * | Client Responsibilities; requests MUST | form of requests | tests check the answers to other requests |
 * | Identification | `lid` is the same throughout | a document of one new resource contains one `lid` |
 * | Client-Generated IDs | UUIDs; 409 when in use | the server assigns ids: 403 |
 * | 202 Accepted | pending work | only for `signing-keys`: see their tests |
 * | Updating Resources, 200 OK | only meta | the answer is the complete resource |
 * | Link objects, `hreflang`, `rel` | form of link objects | links of Latchkey are strings |
 * | Pagination of included collections | links | included resources have no pages: too many are rejected |
 * | Extension Members, Extension-Specific Query Parameters | names | defined by extensions |
 * | Documentation at the URI of a profile | SHOULD | Latchkey does not define the profile |
 */

const TYPE = 'application/vnd.api+json';
const CURSORS = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';

let applications: TestSide<'backoffice'>;
let api: Api;
let token: string;

beforeAll(async () => {
  applications = await startSide('backoffice');
  api = await staffWithRoles(applications);
  token = await accessToken(applications.backoffice);
});
afterAll(async () => applications.stop());

async function ask(headers: Record<string, string>, init: RequestInit = {}): Promise<Answer> {
  const { url } = applications.backoffice;
  return request(`${url}/api/users`, {
    ...init,
    headers: { Authorization: `Bearer ${token}`, ...headers },
  });
}

async function post(contentType: string): Promise<Answer> {
  const body = JSON.stringify({ data: { ...newUser, type: 'others' } });
  return ask({ 'Content-Type': contentType }, { method: 'POST', body });
}

function codes({ status, body }: Answer) {
  return [status, ...body.errors.map(({ code }: { code: string }) => code)];
}

describe('JSON:API 1.1, Content Negotiation', () => {
  it('Universal Responsibilities: every document has the media type, including errors', async () => {
    for (const answer of [await api.get('/api/users'), await api.get('/api/nothing')]) {
      expect(answer.headers.get('content-type')).toBe(TYPE);
    }
  });

  it('Universal Responsibilities: an applied profile is a parameter of the Content-Type', async () => {
    const { headers, body } = await ask({ Accept: `${TYPE};profile="${CURSORS}"` });
    expect(headers.get('content-type')).toBe(`${TYPE};profile="${CURSORS}"`);
    expect(body.data).toHaveLength(3);
  });

  it.each([
    `${TYPE};charset=utf-8`,
    `${TYPE};version=1`,
    `${TYPE}; q=1`,
    `${TYPE}; profile="a"; q=1; x=y`,
  ])('Server Responsibilities: answers 415 to the Content-Type %s', async (type) => {
    expect(codes(await post(type))).toEqual([415, 'unsupported_media_type']);
  });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
  ])('accepts a document with the Content-Type %s, which JSON:API leaves open', async (type) => {
    expect(codes(await post(type))).toEqual([409, 'type_mismatch']);
  });

  it.each([
    'application/json;charset=iso-8859-1',
    'application/json;profile="https://example.com/a"',
    'application/json;ext="https://jsonapi.org/ext/atomic"',
    'application/json;charset=utf-8;version=1',
    'application/json;q=1',
    'text/json',
  ])('answers 415 to a document with the Content-Type %s', async (type) => {
    expect((await post(type)).status).toBe(415);
  });

  it('Server Responsibilities: answers 415 to an unsupported extension', async () => {
    const type = `${TYPE};ext="https://example.com/unknown"`;
    expect(codes(await post(type))).toEqual([415, 'unsupported_media_type']);
  });

  it('Server Responsibilities: accepts a Content-Type with a profile', async () => {
    const answer = await post(`${TYPE};profile="https://example.com/unknown"`);
    expect(codes(answer)).toEqual([409, 'type_mismatch']);
  });

  it.each([
    `${TYPE};charset=utf-8`,
    `${TYPE};charset=utf-8, ${TYPE};version=1`,
    `${TYPE};charset=utf-8, */*;q=0.1`,
  ])(
    'Server Responsibilities: answers 406 when each instance in Accept is modified: %s',
    async (Accept) => {
      expect(codes(await ask({ Accept }))).toEqual([406, 'not_acceptable']);
    },
  );

  it('Server Responsibilities: ignores a modified instance beside a plain one', async () => {
    const { status } = await ask({ Accept: `${TYPE};charset=utf-8, ${TYPE}` });
    expect(status).toBe(200);
  });

  it('Server Responsibilities: answers 406 when every instance has an unsupported extension', async () => {
    const Accept = `${TYPE};ext="https://example.com/a", ${TYPE};ext="https://example.com/b"`;
    expect(codes(await ask({ Accept }))).toEqual([406, 'not_acceptable']);
  });

  it('Server Responsibilities: ignores unknown profiles', async () => {
    const Accept = `${TYPE};profile="https://example.com/unknown"`;
    const { status, headers } = await ask({ Accept });
    expect([status, headers.get('content-type')]).toEqual([200, TYPE]);
  });

  it('Server Responsibilities: Vary has Accept in every answer', async () => {
    const answers = [await ask({}), await ask({ Accept: `${TYPE};x=y` }), await post(TYPE)];
    for (const { headers } of answers) {
      expect(headers.get('vary')?.split(/, */)).toContain('Accept');
    }
  });
});

describe('JSON:API 1.1, Document Structure', () => {
  it('ignores @-members at any place', async () => {
    const { status, body } = await api.post('/api/users', {
      ...newUser,
      '@type': 'Person',
      attributes: { ...newUser.attributes, '@note': { a: 1 } },
    });
    expect(status).toBe(201);
    expect(Object.keys(body.data.attributes)).not.toContain('@note');
    await api.delete(`/api/users/${body.data.id}`);
  });

  it('Top Level: the self link has the query parameters of the document', async () => {
    const query =
      'include=roles&fields[users]=email,roles&sort=-id&page[size]=2&filter[lastName]=Lee';
    const { body } = await api.get(`/api/users?${query}`);
    const [path, parameters] = body.links.self.split('?');
    expect(path).toBe('/api/users');
    expect([...new URLSearchParams(parameters)]).toEqual([...new URLSearchParams(query)]);
    expect((await api.get(body.links.self)).body).toEqual(body);
  });

  it('Top Level: the self link of a document with a profile has its media type', async () => {
    const { body } = await ask({ Accept: `${TYPE};profile="${CURSORS}"` });
    expect(body.links.self).toEqual({
      href: '/api/users',
      type: `${TYPE};profile="${CURSORS}"`,
    });
  });

  it('Top Level: a collection is an array, also with one member or none', async () => {
    for (const [id, count] of [
      ['1', 1],
      ['999', 0],
    ]) {
      const { body } = await api.get(`/api/users?filter[id]=${id}`);
      expect(body.data).toHaveLength(Number(count));
    }
  });

  it('Identification: type and id are strings, and match the address', async () => {
    const { body } = await api.get('/api/users/2');
    expect(body.data).toMatchObject({ type: 'users', id: '2' });
  });

  it('Attributes: no key of a related resource is an attribute', async () => {
    const { attributes } = (await api.get('/api/users/1')).body.data;
    expect(Object.keys(attributes).filter((name) => /id$/i.test(name))).toEqual([]);
  });

  it('Related Resource Links: lead to a document, also when nothing is related', async () => {
    const { relationships } = (await api.get('/api/users/3')).body.data;
    expect((await api.get(relationships.roles.links.related)).body.data).toEqual([]);
  });

  it('Related Resource Links: do not change with the relationship', async () => {
    const links = async () => (await api.get('/api/users/3')).body.data.relationships.roles.links;
    const before = await links();
    await api.post(before.self, [{ type: 'roles', id: '3' }]);
    expect(await links()).toEqual(before);
    await api.delete(before.self, [{ type: 'roles', id: '3' }]);
  });

  it('Resource Linkage: a to-many relationship has an array, also when it is empty', async () => {
    const { body } = await api.get('/api/users?include=roles&sort=id');
    const linkage = body.data.map(
      ({ relationships }: { relationships: { roles: { data: unknown } } }) =>
        relationships.roles.data,
    );
    const role = (id: string) => ({ type: 'roles', id });
    expect(linkage).toEqual([[role('1'), role('2')], [role('2')], []]);
  });

  it('Resource Links: a GET of the self link has the resource as primary data', async () => {
    const { body } = await api.get('/api/users');
    for (const resource of body.data) {
      expect((await api.get(resource.links.self)).body.data).toEqual(resource);
    }
  });

  it('Compound Documents: have full linkage, and each resource once', async () => {
    const { body } = await api.get('/api/users?include=roles');
    const included = body.included.map(({ type, id }: { type: string; id: string }) => type + id);
    expect(included.toSorted()).toEqual(['roles1', 'roles2']);
  });

  it('JSON:API Object: the members ext and profile of a document do not affect negotiation', async () => {
    const { url } = applications.backoffice;
    const { status, headers } = await request(`${url}/api/users`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': TYPE },
      body: JSON.stringify({
        jsonapi: { version: '1.1', ext: ['https://example.com/x'], profile: [CURSORS] },
        data: { ...newUser, type: 'others' },
      }),
    });
    expect([status, headers.get('content-type')]).toEqual([409, TYPE]);
  });

  it('Member Names: are case-sensitive', async () => {
    const attributes = { ...newUser.attributes, EMAIL: 'x@example.com' };
    const answer = await api.post('/api/users', { ...newUser, attributes });
    expect(codes(answer)).toEqual([400, 'unknown_attribute']);
    expect((await api.get('/api/users?sort=Email')).status).toBe(400);
  });
});
