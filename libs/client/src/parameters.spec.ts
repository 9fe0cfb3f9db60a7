import { beforeEach, describe, expect, it } from 'vitest';
import { FakeServer } from '../../../test/support/fake-server.js';

let server: FakeServer;
beforeEach(() => (server = new FakeServer()));

describe('a query parameter', () => {
  it.each([
    ['an empty list', [], '[]'],
    ['null', null, 'null'],
    ['NaN', NaN, 'NaN'],
    ['an infinite number', Infinity, 'Infinity'],
    ['a Date', new Date(0), 'an object'],
    ['a list with undefined', ['1', undefined], '["1", undefined]'],
    ['a list with null', [null], '[null]'],
    ['a list in a list', [[]], '[[]]'],
  ])('must not be %s: nothing is sent', async (_, value, shown) => {
    const init = { params: { query: { 'filter[customer]': ['3'], 'filter[id]': value as never } } };
    const client = server.client();
    const message = `the query parameter filter[id] must be a value or a list with values, not ${shown}`;
    await expect(client.GET('/api/customer-users', init)).rejects.toThrow(message);
    await expect(client.DELETE('/api/customer-users', init)).rejects.toThrow(message);
    await expect(client.all('/api/customer-users', init).next()).rejects.toThrow(message);
    expect(server.requests).toEqual([]);
  });

  it('is left out when it is undefined, except in a DELETE, which would delete more', async () => {
    const query = { 'filter[customer]': ['3'], 'filter[id]': undefined };
    const client = server.client();
    await client.GET('/api/customer-users', { params: { query } });
    const deletion = client.DELETE('/api/customer-users', { params: { query } });
    await expect(deletion).rejects.toThrow('parameter filter[id] must be a value');
    expect(server.apiRequests.map(({ method, target }) => [method, target])).toEqual([
      ['GET', '/api/customer-users?filter[customer]=3'],
    ]);
  });

  it('may be 0, false, or an empty text', async () => {
    const query = { 'page[size]': 0, 'page[total]': false, 'filter[search]': '' };
    await server.client().GET('/api/users', { params: { query } });
    expect(server.apiRequests[0]!.target).toBe(
      '/api/users?page[size]=0&page[total]=false&filter[search]=',
    );
  });
});

describe('a path parameter', () => {
  it.each(['', '.', '..', undefined, null, NaN, ['7']])(
    'must be an id, not %j: nothing is sent',
    async (id) => {
      const init = { params: { path: { id: id as string } } };
      const deletion = server.client().DELETE('/api/users/{id}', init);
      await expect(deletion).rejects.toThrow(
        'the path parameter id of /api/users/{id} must be an id, not ',
      );
      expect(server.requests).toEqual([]);
    },
  );

  it('is one segment of the path, with every character', async () => {
    const init = { params: { path: { id: '../7?a=%2e' } } };
    await server.client().GET('/api/users/{id}', init);
    expect(server.apiRequests[0]!.target).toBe('/api/users/..%2F7%3Fa%3D%252e');
  });

  it('is not part of a link that the server sent', async () => {
    const client = server.client();
    const links = { next: '/api/users?filter[search]={id}&page[after]=a' };
    server.answers.push(() => Response.json({ data: [], links }));
    for await (const _ of client.all('/api/users'));
    expect(server.apiRequests).toHaveLength(2);
  });
});
