import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { grantsMore, widens } from './client-changes.js';
import { Client } from './client.entity.js';

const END = new Date('2030-01-01T00:00:00Z');
const EARLIER = new Date('2029-01-01T00:00:00Z');
const LATER = new Date('2031-01-01T00:00:00Z');

const one = publicJwk('one');
const two = publicJwk('two');
const URI = 'https://client.example.com/jwks.json';

function publicJwk(kid: string) {
  const { publicKey } = generateKeyPairSync('ed25519');
  return { ...(publicKey.export({ format: 'jwk' }) as Record<string, string>), kid };
}

const bounded = Object.assign(new Client(), {
  scopes: ['users:read', 'users:write'],
  allowedNetworks: ['10.0.0.0/8'],
  enabled: false,
  expiresAt: END,
  accessTokenLifetime: 600,
  jwks: { keys: [one, two] },
  jwksUri: null,
  grantTypes: ['client_credentials', 'authorization_code'],
  redirectUris: ['https://shop.example/a', 'https://shop.example/b'],
  postLogoutRedirectUris: ['https://shop.example/'],
  isPublic: false,
  isThirdParty: true,
});
const unbounded = Object.assign(new Client(), bounded, { allowedNetworks: [], expiresAt: null });
const keyless = Object.assign(new Client(), bounded, { jwks: null, jwksUri: URI });

describe('a change of a client', () => {
  it.each<[Partial<Client>, Client]>([
    [{ name: 'erp', description: null, contact: null }, bounded],
    [{ enabled: false }, bounded],
    [{ allowedNetworks: ['10.1.0.0/16', '10.2.0.0/16'] }, bounded],
    [{ allowedNetworks: ['0.0.0.0/0'] }, unbounded],
    [{ dpopBoundAccessTokens: true }, bounded],
    [{ expiresAt: EARLIER }, bounded],
    [{ expiresAt: LATER }, unbounded],
    [{ jwks: { keys: [two] } }, bounded],
    [{ jwks: null }, bounded],
    [{ jwksUri: null }, keyless],
    [{ redirectUris: ['https://shop.example/b'] }, bounded],
    [{ redirectUris: [], postLogoutRedirectUris: [] }, bounded],
    [{ isThirdParty: true }, bounded],
    [{ isPublic: false }, bounded],
  ])('grants nothing more with %j', (changes, before) => {
    expect(grantsMore(before, changes)).toBe(false);
  });

  it.each<[Partial<Client>, Client]>([
    [{ enabled: true }, bounded],
    [{ scopes: ['users:read', 'audit:read'] }, bounded],
    [{ scopes: ['users:read'] }, bounded],
    [{ allowedNetworks: [] }, bounded],
    [{ dpopBoundAccessTokens: false }, bounded],
    [{ allowedNetworks: ['10.0.0.0/7'] }, bounded],
    [{ allowedNetworks: ['10.1.0.0/16', '192.0.2.0/24'] }, bounded],
    [{ expiresAt: LATER }, bounded],
    [{ expiresAt: null }, bounded],
    [{ accessTokenLifetime: 60 }, bounded],
    [{ accessTokenLifetime: null }, bounded],
    [{ limits: { tokensPerMinute: 1 } }, bounded],
    [{ name: 'erp', enabled: true }, bounded],
    [{ jwks: { keys: [one, publicJwk('three')] } }, bounded],
    [{ jwks: { keys: [{ ...one, kid: 'two' }] } }, bounded],
    [{ jwks: { keys: [one] }, jwksUri: null }, keyless],
    [{ jwks: null, jwksUri: URI }, bounded],
    [{ jwksUri: `${URI}?` }, keyless],
    [{ grantTypes: ['client_credentials', 'authorization_code', 'refresh_token'] }, bounded],
    [{ grantTypes: ['client_credentials'] }, bounded],
    [{ redirectUris: ['https://shop.example/b', 'https://evil.example/'] }, bounded],
    [{ postLogoutRedirectUris: ['https://evil.example/'] }, bounded],
    [{ isThirdParty: false }, bounded],
    [{ isPublic: true }, bounded],
  ])('may grant something more with %j', (changes, before) => {
    expect(grantsMore(before, changes)).toBe(true);
  });

  it('may grant something more to a caller that may not see it, with any value that could', () => {
    expect(grantsMore(null, { redirectUris: bounded.redirectUris })).toBe(true);
    expect(grantsMore(null, { redirectUris: [], postLogoutRedirectUris: [] })).toBe(false);
  });

  it.each<[boolean, Partial<Client>, Client]>([
    [false, { scopes: ['users:read'] }, bounded],
    [false, { name: 'erp', jwks: { keys: [publicJwk('three')] } }, bounded],
    [false, { jwksUri: `${URI}?` }, keyless],
    [false, { enabled: false, expiresAt: EARLIER }, bounded],
    [true, { scopes: ['users:read', 'audit:read'] }, bounded],
    [true, { scopes: ['users:read'], enabled: true }, bounded],
    [true, { allowedNetworks: [] }, bounded],
    [true, { expiresAt: null }, bounded],
    [true, { dpopBoundAccessTokens: false }, bounded],
    [true, { accessTokenLifetime: null }, bounded],
    [false, { grantTypes: ['client_credentials'] }, bounded],
    [true, { grantTypes: ['refresh_token'] }, bounded],
    [false, { redirectUris: [] }, bounded],
    [true, { redirectUris: ['https://evil.example/'] }, bounded],
    [true, { isThirdParty: false }, bounded],
  ])('grants more to existing credentials: %j with %j', (wider, changes, before) => {
    expect(widens(before, changes)).toBe(wider);
  });
});
