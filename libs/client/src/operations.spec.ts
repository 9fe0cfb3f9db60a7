import { beforeEach, describe, expect, it } from 'vitest';
import { document, failure, FakeServer } from '../../../test/support/fake-server.js';

let server: FakeServer;
beforeEach(() => (server = new FakeServer()));

describe('operations', () => {
  it('are sent together, and refer to added resources by lid', async () => {
    const elm = { type: 'customers', id: '5', attributes: { name: 'Elm' }, links: { self: '' } };
    server.answers.push(() =>
      document({ 'atomic:results': [{ data: elm }, { data: null }, {}, {}, {}, {}] }),
    );
    const operations = server.client().operations();
    const customer = operations.add('customers', { attributes: { name: 'Elm' } });
    const names = { firstName: 'Ann', lastName: 'Lee' };
    const ann = operations.add('customer-users', {
      attributes: { email: 'ann@elm.example', ...names },
      relationships: { customer },
    });
    const existing = { type: 'customers' as const, id: '3', name: 'not sent' };
    operations
      .update(existing, { attributes: { description: 'food' } })
      .remove({ type: 'customers', id: '4' })
      .addTo({ type: 'users', id: '7' }, 'roles', [{ type: 'roles', id: '1' }])
      .removeFrom({ type: 'users', id: '7' }, 'roles', [{ type: 'roles', id: '2' }]);
    const results = await operations.send();

    const user = { type: 'users', id: '7', relationship: 'roles' };
    expect(JSON.parse(server.apiRequests[0]!.body)).toEqual({
      'atomic:operations': [
        { op: 'add', data: { type: 'customers', lid: customer.lid, attributes: { name: 'Elm' } } },
        {
          op: 'add',
          data: {
            ...ann,
            attributes: { email: 'ann@elm.example', ...names },
            relationships: { customer: { data: customer } },
          },
        },
        {
          op: 'update',
          data: { type: 'customers', id: '3', attributes: { description: 'food' } },
        },
        { op: 'remove', ref: { type: 'customers', id: '4' } },
        { op: 'add', ref: user, data: [{ type: 'roles', id: '1' }] },
        { op: 'remove', ref: user, data: [{ type: 'roles', id: '2' }] },
      ],
    });
    expect(results.get(customer)).toEqual({
      type: 'customers',
      id: '5',
      name: 'Elm',
      links: { self: '' },
    });
    expect(results.get(customer).name).toBe('Elm');
    expect(() => results.get(ann)).toThrow(`no resource for the operation that added ${ann.lid}`);
  });

  it('are checked by the compiler', () => {
    const operations = server.client().operations();
    // @ts-expect-error: there is no such type
    operations.add('shoes', { attributes: {} });
    // @ts-expect-error: a name is required
    operations.add('customers', { attributes: {} });
    // @ts-expect-error: users have no such attribute
    operations.update({ type: 'users', id: '1' }, { attributes: { shoeSize: 44 } });
    // @ts-expect-error: users have no such relationship
    operations.addTo({ type: 'users', id: '1' }, 'rolse', []);
    // @ts-expect-error: customers have no such relationship
    operations.removeFrom({ type: 'customers', id: '1' }, 'roles', []);
    expect(server.requests).toEqual([]);
  });

  it('are sent without a key, which the server rejects for them', async () => {
    // @ts-expect-error: there is no such option
    await server.client().operations().send({ idempotencyKey: 'own' });
    expect(server.apiRequests[0]!.headers.get('Idempotency-Key')).toBeNull();
  });

  it('fail together, with a pointer to the operation', async () => {
    const errors = [{ code: 'not_found', source: { pointer: '/atomic:operations/1' } }];
    server.answers.push(() => Response.json({ errors }, { status: 404 }));
    const operations = server.client().operations();
    await expect(operations.send()).rejects.toMatchObject({
      code: 'not_found',
      pointer: '/atomic:operations/1',
    });
    server.answers.push(() => failure(503, 'service_unavailable', { 'Retry-After': '1' }));
    await expect(operations.send()).rejects.toMatchObject({ status: 503 });
  });

  it('may have no results', async () => {
    server.answers.push(() => new Response(null, { status: 204 }));
    const operations = server.client().operations().remove({ type: 'roles', id: '1' });
    await expect(operations.send()).resolves.toBeDefined();
  });
});
