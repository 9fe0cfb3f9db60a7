import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Success } from './path-types.js';
import { document, FakeServer } from '../../../test/support/fake-server.js';
import type { paths } from './generated/backoffice.js';
import { toObjects } from './objects.js';

const ann = { type: 'customer-users', id: '1' };
const elm = { type: 'customers', id: '3' };

describe('the objects of a document', () => {
  it('have attributes and references, which may form a cycle', () => {
    const links = { self: '/api/customer-users/1' };
    const [person] = toObjects({
      data: [
        {
          ...ann,
          attributes: { email: 'ann@elm.example' },
          relationships: { customer: { data: elm, links: {} }, others: { links: {} } },
          links,
          meta: { page: { cursor: 'a' } },
        },
      ],
      included: [
        {
          ...elm,
          attributes: { name: 'Elm' },
          relationships: { customerUsers: { data: [ann, { ...ann, id: '2' }] } },
        },
      ],
    });
    const customer = { ...elm, name: 'Elm', customerUsers: [person, { ...ann, id: '2' }] };
    expect(person).toEqual({
      ...ann,
      email: 'ann@elm.example',
      customer,
      links,
      meta: { page: { cursor: 'a' } },
    });
    expect(
      (person as { customer?: { customerUsers?: unknown[] } }).customer!.customerUsers![0],
    ).toBe(person);
  });

  it('are one object for each resource, also of the primary data', () => {
    const manager = { data: { type: 'people', id: '2' } };
    const data = [
      { type: 'people', id: '1', relationships: { manager } },
      { type: 'people', id: '2', relationships: { manager } },
    ];
    const [first, second] = toObjects({ data }) as { manager?: object }[];
    expect(first!.manager).toBe(second);
    expect(second!.manager).toBe(second);
  });

  it('are null, one object, or a list, as `data` is', () => {
    expect(toObjects({ data: null })).toBeNull();
    expect(toObjects({ data: elm })).toEqual(elm);
    expect(toObjects({ data: [] })).toEqual([]);
    expect(toObjects(undefined)).toBeUndefined();
    const empty = { ...ann, relationships: { customer: { data: null } } };
    expect(toObjects({ data: empty })).toEqual({ ...ann, customer: null });
  });

  it('do not mistake ids of another type, or names of the prototype', () => {
    const data = { type: 'a', id: 'b,c', attributes: { constructor: 1 } };
    const included = [{ type: 'a,b', id: 'c' }];
    expect(toObjects({ data, included })).toEqual({ type: 'a', id: 'b,c', constructor: 1 });
  });

  it('have a relationship with the name of a member of every object, and keep their prototype', () => {
    const relationships = JSON.parse('{"__proto__":{"data":{"type":"a","id":"2"}}}') as object;
    const object = toObjects({ data: { type: 'a', id: '1', relationships } });
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(Object.entries(object)).toEqual([
      ['type', 'a'],
      ['id', '1'],
      ['__proto__', { type: 'a', id: '2' }],
    ]);
  });

  it('have the type of the entity tags that `withEtags` asks for, also in `all`', async () => {
    const init = { params: { query: { withEtags: true as const } } };
    const server = new FakeServer();
    const data = [{ type: 'users', id: '7', meta: { etag: '"a"' } }];
    const answer = () => document({ data, links: { next: null } });
    server.answers.push(answer, answer);
    const { data: page } = await server.client().GET('/api/users', init);
    const etags = [page.data[0]!.meta?.etag];
    expectTypeOf(etags).toEqualTypeOf<(string | undefined)[]>();
    for await (const user of server.client().all('/api/users', init)) etags.push(user.meta?.etag);
    expect(etags).toEqual(['"a"', '"a"']);
  });

  it('have the types of the OpenAPI document', () => {
    type People = Success<paths['/api/customer-users']['get']>;
    type Person = ReturnType<typeof toObjects<People>>[number];
    expectTypeOf<Person['email']>().toEqualTypeOf<string>();
    expectTypeOf<Person['birthday']>().toEqualTypeOf<string | null>();
    type Company = NonNullable<Person['customer']>;
    expectTypeOf<Company['id']>().toEqualTypeOf<string>();
    expectTypeOf<Company['name']>().toEqualTypeOf<string | undefined>();
    type Colleague = NonNullable<Company['customerUsers']>[number];
    expectTypeOf<Colleague['email']>().toEqualTypeOf<string | undefined>();
  });
});
