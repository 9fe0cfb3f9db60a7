import { describe, expect, it } from 'vitest';
import { collection, document, metaDocument } from './document.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { readResourceQuery } from '../query/resource-query.js';
import { readResourceSelection } from '../query/resource-selection.js';
import { LIMITS } from '../../../../test/support/json-api-limits.js';
import { queryOf } from '../../../../test/support/query.js';

interface Secret {
  id: string;
  side: string;
  clientId: string;
  revokerId: string | null;
  networks: string[];
  settings: { theme: string } | null;
}

const secretResource = {
  type: 'secrets',
  path: '/api/secrets',
  attributes: {
    networks: { type: 'strings' },
    settings: { type: 'object', nullable: true },
  },
  relationships: {
    client: { type: 'clients', property: 'clientId' },
    revoker: {
      type: ({ side }) => `${side}-users`,
      property: 'revokerId',
      needs: ['side'],
      nullable: true,
    },
    uses: { related: ({ id }) => `/api/uses?filter[secret]=${id}&sort=-usedAt` },
  },
} satisfies ResourceDefinition<Secret>;

const secret: Secret = {
  id: '7',
  side: 'staff',
  clientId: '3',
  revokerId: '9',
  networks: ['10.0.0.0/8'],
  settings: { theme: 'dark' },
};

/** Returns a selection of the fields in `fields[secrets]`. */
function asked(...fields: string[]) {
  return readResourceSelection(
    queryOf({ 'fields[secrets]': fields.join(',') }),
    secretResource,
    LIMITS,
  );
}

describe('a document', () => {
  it('has only the given meta', () => {
    const meta = { secret: 'shown once' };
    expect(document(secretResource, secret, asked(), { meta })).toEqual({
      jsonapi: { version: '1.1' },
      links: { self: '/api/secrets/7?fields%5Bsecrets%5D=' },
      data: { type: 'secrets', id: '7', attributes: {}, links: { self: '/api/secrets/7' } },
      meta,
    });
    expect(document(secretResource, secret, asked())).not.toHaveProperty('meta');
  });

  it('may have only meta', () => {
    expect(metaDocument({ instances: 2 })).toEqual({
      jsonapi: { version: '1.1' },
      meta: { instances: 2 },
    });
  });
});

describe('a relationship in a document', () => {
  it('has the identifier of one related resource, or a link to several', () => {
    expect(document(secretResource, secret)).toEqual({
      jsonapi: { version: '1.1' },
      links: { self: '/api/secrets/7' },
      data: {
        type: 'secrets',
        id: '7',
        attributes: { networks: ['10.0.0.0/8'], settings: { theme: 'dark' } },
        relationships: {
          client: { data: { type: 'clients', id: '3' } },
          revoker: { data: { type: 'staff-users', id: '9' } },
          uses: { links: { related: '/api/uses?filter%5Bsecret%5D=7&sort=-usedAt' } },
        },
        links: { self: '/api/secrets/7' },
      },
    });
  });

  it('is null when no resource is related, with one or several types', () => {
    const unrevoked: Secret = { ...secret, revokerId: null };
    expect(document(secretResource, unrevoked).data.relationships).toMatchObject({
      revoker: { data: null },
    });
  });

  it('is present when it is requested', () => {
    expect(document(secretResource, secret, asked('revoker', 'networks'))).toEqual({
      jsonapi: { version: '1.1' },
      links: { self: '/api/secrets/7?fields%5Bsecrets%5D=revoker,networks' },
      data: {
        type: 'secrets',
        id: '7',
        attributes: { networks: ['10.0.0.0/8'] },
        relationships: { revoker: { data: { type: 'staff-users', id: '9' } } },
        links: { self: '/api/secrets/7' },
      },
    });
  });

  it('is absent otherwise, like the member relationships', () => {
    const query = readResourceQuery(
      queryOf({ 'fields[secrets]': 'settings' }),
      secretResource,
      LIMITS,
    );
    const page = { rows: [{ id: '7', settings: null }], hasNext: false };
    expect(collection(secretResource, page, query).data.toJSON()).toEqual([
      {
        type: 'secrets',
        id: '7',
        attributes: { settings: null },
        links: { self: '/api/secrets/7' },
      },
    ]);
  });

  it.each([
    ['/api/uses', '/api/uses'],
    ['/api/uses?a=%5B%26', '/api/uses?a=%5B%26'],
    ['https://example.com/uses?filter[a]=b?', 'https://example.com/uses?filter%5Ba%5D=b%3F'],
  ])('has the link %s percent-encoded once', (link, related) => {
    const definition = { ...secretResource, relationships: { uses: { related: () => link } } };
    expect(document(definition, secret, asked('uses')).data.relationships).toEqual({
      uses: { links: { related } },
    });
  });
});
