import { describe, expect, it } from 'vitest';
import { requireAudience } from './resource.js';

const audience = 'https://shop.example/api';

describe('RFC 8707 §2, resource', () => {
  it.each([[[]], [[audience]], [[audience, audience]]])('may be %j', (requested) => {
    expect(() => requireAudience(requested, audience)).not.toThrow();
  });

  it.each([
    'https://office.example/api',
    'https://shop.example',
    'https://shop.example/api/',
    'https://shop.example/api/users',
    'https://shop.example/api?',
    'https://shop.example/api#users',
    'https://shop.example:443/api',
    'HTTPS://shop.example/api',
    'http://shop.example/api',
    '/api',
    'api',
    ' ',
  ])('may not be %j, not even beside the right one', (other) => {
    const refusal = 'invalid_target: resource must be https://shop.example/api, or left out';
    expect(() => requireAudience([other], audience)).toThrow(refusal);
    expect(() => requireAudience([audience, other], audience)).toThrow(refusal);
  });
});
