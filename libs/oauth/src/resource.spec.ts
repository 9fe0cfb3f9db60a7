import { describe, expect, it } from 'vitest';
import { protectedResource, requireAudience } from './resource.js';

const audience = 'https://shop.example/api';

/** Texts that are not exactly the audience. */
const others = [
  'https://office.example/api',
  'https://shop.example',
  'https://shop.example/api/',
  'https://shop.example/api/users',
  'https://shop.example/api?',
  'https://shop.example/api#users',
  'https://shop.example:443/api',
  'https://shop.example.evil.example/api',
  'https://api.example/shop',
  'HTTPS://shop.example/api',
  'http://shop.example/api',
  'urn:latchkey:storefront',
  'storefront',
  '/api',
  'api',
  ' ',
];

describe('RFC 8707 §2, the resource parameter', () => {
  it.each([[[]], [[audience]], [[audience, audience]]])('may have the values %j', (requested) => {
    expect(() => requireAudience(requested, audience)).not.toThrow();
  });

  it.each(others)('may not be %j, also in addition to the audience', (other) => {
    const error = 'invalid_target: resource must be https://shop.example/api, or left out';
    expect(() => requireAudience([other], audience)).toThrow(error);
    expect(() => requireAudience([audience, other], audience)).toThrow(error);
  });
});

describe('RFC 9728 §1.2, §3.1, the API as a protected resource', () => {
  it.each([
    ['https://shop.example', 'https://shop.example/.well-known/oauth-protected-resource/api'],
    ['http://localhost:3001', 'http://localhost:3001/.well-known/oauth-protected-resource/api'],
    [
      'https://example.com/shop',
      'https://example.com/.well-known/oauth-protected-resource/shop/api',
    ],
    [
      'https://bücher.example/"a"',
      'https://xn--bcher-kva.example/.well-known/oauth-protected-resource/%22a%22/api',
    ],
  ])('of the issuer %s has its metadata at %s', (issuer, metadataUrl) => {
    const identifier = `${issuer}/api`;
    expect(protectedResource({ issuer, audience: identifier })).toEqual({
      identifier,
      metadataUrl,
    });
  });

  it.each(others)('does not exist when the audience is %s', (other) => {
    const issuer = 'https://shop.example';
    expect(protectedResource({ issuer, audience: other })).toBeNull();
  });
});
