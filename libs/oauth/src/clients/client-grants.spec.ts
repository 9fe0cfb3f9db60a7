import { describe, expect, it } from 'vitest';
import { grantConflict, VISITOR_GRANT } from './client-grants.js';
import { Client } from './client.entity.js';

const machine = Object.assign(new Client(), {
  side: 'storefront',
  grantTypes: ['client_credentials'],
  redirectUris: [],
  isPublic: false,
  jwks: null,
  jwksUri: null,
  ownerId: null,
});
const app = Object.assign(new Client(), machine, {
  grantTypes: ['authorization_code', 'refresh_token'],
  redirectUris: ['https://shop.example/callback'],
});
const key = { kty: 'OKP', crv: 'Ed25519', x: 'x' };
const JWKS_URI = 'https://shop.example/jwks.json';

describe('attributes of a client', () => {
  it.each<[string, Client, Partial<Client>]>([
    ['a machine', machine, {}],
    ['a machine that acts for a user, with keys', machine, { ownerId: '7', jwksUri: JWKS_URI }],
    ['an app', app, {}],
    ['a public app', app, { isPublic: true }],
    ['an app with keys', app, { jwks: { keys: [key] } }],
    [
      'an app that is also a machine',
      app,
      { grantTypes: [...app.grantTypes, 'client_credentials'] },
    ],
    ['a page with visitors', machine, { isPublic: true, grantTypes: [VISITOR_GRANT] }],
    ['an app with visitors', app, { grantTypes: [...app.grantTypes, VISITOR_GRANT] }],
    ['a machine with the URIs of an app', machine, { redirectUris: app.redirectUris }],
  ])('do not conflict for %s', (_, client, changes) => {
    expect(grantConflict(Object.assign(new Client(), client, changes))).toBeNull();
  });

  it.each<[string, string, Client, Partial<Client>]>([
    ['grantTypes', 'a refresh token of no person', machine, { grantTypes: ['refresh_token'] }],
    ['grantTypes', 'a public machine', machine, { isPublic: true }],
    [
      'grantTypes',
      'a public app that is also a machine',
      app,
      { isPublic: true, grantTypes: ['client_credentials', 'authorization_code'] },
    ],
    ['grantTypes', 'an app with an owner', app, { ownerId: '7' }],
    [
      'grantTypes',
      'visitors with an owner',
      machine,
      { ownerId: '7', grantTypes: [VISITOR_GRANT] },
    ],
    [
      'grantTypes',
      'visitors of the back office',
      machine,
      { side: 'backoffice', grantTypes: [VISITOR_GRANT] },
    ],
    ['redirectUris', 'an app without URIs', app, { redirectUris: [] }],
    ['isPublic', 'a public app with keys', app, { isPublic: true, jwks: { keys: [key] } }],
    ['isPublic', 'a public app with the URL of keys', app, { isPublic: true, jwksUri: JWKS_URI }],
  ])(
    'conflict at %s for %s (RFC 6749 §3.1.2.2, RFC 8252 §8.4)',
    (attribute, _, client, changes) => {
      const conflict = grantConflict(Object.assign(new Client(), client, changes));
      expect(conflict).toEqual({
        attribute,
        message: expect.stringMatching(`^${attribute} must `),
      });
    },
  );
});
