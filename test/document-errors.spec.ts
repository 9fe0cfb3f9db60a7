import { describe, expect, it } from 'vitest';
import { documentErrors } from './support/document-errors.js';

const ada = { type: 'users', id: '7', links: { self: '/api/users/7' } };
const buyer = { type: 'roles', id: '3', attributes: { name: 'buyer' } };
const withRoles = (...ids: string[]) => ({
  ...ada,
  relationships: { roles: { data: ids.map((id) => ({ type: 'roles', id })) } },
});

describe('a response document of JSON:API 1.1', () => {
  it.each([
    ['a resource', { jsonapi: { version: '1.1' }, links: { self: '/api/users/7' }, data: ada }],
    ['empty data', { data: null }],
    ['a collection with null links', { links: { prev: null }, data: [ada] }],
    ['only meta', { meta: { anything: [1] } }],
    ['a link object', { links: { self: { href: '/a', type: 'text/plain' } }, data: [] }],
    ['@-members', { '@context': 1, data: { ...ada, '@type': 'Person' } }],
    ['an error', { errors: [{ status: '400', source: { pointer: '/data/a~1b' } }] }],
    ['identifiers', { data: [{ type: 'roles', id: '3' }] }],
    [
      'identifiers with the identified resources',
      { data: [{ type: 'roles', id: '3' }], included: [buyer] },
    ],
    ['an included resource', { data: withRoles('3'), included: [buyer] }],
    ['results of atomic operations', { 'atomic:results': [{ data: ada }, {}] }],
  ])('may be %s', (_, document) => {
    expect(documentErrors(document)).toEqual([]);
  });

  it.each([
    ['be a string', 'users', 'must be object'],
    ['be empty', {}, "must have required property 'data'"],
    ['have data and errors', { data: null, errors: [{ status: '400' }] }, 'must NOT be valid'],
    ['have included without data', { meta: {}, included: [] }, 'must have property data when'],
    ['have unknown members', { data: null, total: 1 }, 'must NOT have additional properties'],
    ['have a string as data', { data: 'x' }, '/data must be null'],
    ['have a number as id', { data: { type: 'users', id: 7 } }, '/data/id must be string'],
    ['lack a type', { data: { id: '7' } }, "/data must have required property 'type'"],
    ['have a list of attributes', { data: { ...ada, attributes: [] } }, '/data/attributes'],
    ['have an attribute id', { data: { ...ada, attributes: { id: '7' } } }, '/data/attributes'],
    ['have a reserved character in a name', { data: { ...ada, attributes: { 'a.b': 1 } } }, 'a.b'],
    ['begin a name with _', { data: { ...ada, attributes: { _a: 1 } } }, '_a'],
    ['have an empty relationship', { data: { ...ada, relationships: { a: {} } } }, '/a must have'],
    [
      'have a relationship with only pagination links',
      { data: { ...ada, relationships: { a: { links: { first: '/a' } } } } },
      "/data/relationships/a/links must have required property 'self'",
    ],
    [
      'have a string as linkage',
      { data: { ...ada, relationships: { a: { data: '3' } } } },
      '/data/relationships/a/data must be',
    ],
    ['have a link that is not a URI', { links: { self: '/a?b[c]=d' }, data: null }, '/links/self'],
    ['have a link object without href', { links: { self: {} }, data: null }, '/links/self'],
    ['have other links', { links: { more: '/a' }, data: null }, '/links must NOT have additional'],
    ['have a number as status', { errors: [{ status: 400 }] }, '/errors/0/status'],
    ['have an empty error', { errors: [{}] }, '/errors/0 must have'],
    ['have an invalid pointer', { errors: [{ source: { pointer: 'data' } }] }, '/source/pointer'],
    ['have a meta that is not an object', { meta: 1 }, '/meta must be object'],
    ['have another version', { jsonapi: { version: '1.0' }, meta: {} }, '/jsonapi/version'],
    ['have results beside data', { data: null, 'atomic:results': [] }, 'must NOT be valid'],
  ])('must not %s', (_, document, error) => {
    expect(documentErrors(document).join('\n')).toContain(error);
  });

  it.each([
    [
      'one name for an attribute and a relationship',
      { data: { ...withRoles('3'), attributes: { roles: 1 } } },
      'users 7 has an attribute and a relationship roles',
    ],
    ['a resource twice', { data: [ada, ada] }, 'users 7 appears twice'],
    [
      'an identifier twice',
      { data: [1, 2].map(() => ({ type: 'roles', id: '3' })) },
      'roles 3 appears twice',
    ],
    [
      'an included resource twice',
      { data: withRoles('3'), included: [buyer, buyer] },
      'roles 3 appears twice',
    ],
    [
      'primary data included',
      { data: withRoles('3'), included: [buyer, ada] },
      'users 7 appears twice',
    ],
    [
      'an included resource that nothing links to',
      { data: withRoles('4'), included: [buyer] },
      'nothing links to the included roles 3',
    ],
    [
      'included resources that link only to each other',
      {
        data: ada,
        included: [
          { ...buyer, relationships: { next: { data: { type: 'roles', id: '4' } } } },
          { type: 'roles', id: '4', relationships: { next: { data: { type: 'roles', id: '3' } } } },
        ],
      },
      'nothing links to the included roles 3',
    ],
  ])('must not have %s', (_, document, error) => {
    expect(documentErrors(document)).toContain(error);
  });

  it('may lack linkage if the client requested other fields', () => {
    const document = { data: ada, included: [buyer] };
    expect(documentErrors(document, '/api/users/7?fields[users]=email')).toEqual([]);
    expect(documentErrors(document, '/api/users/7?fields%5Busers%5D=email')).toEqual([]);
    expect(documentErrors(document, '/api/users/7')).toHaveLength(1);
  });
});
