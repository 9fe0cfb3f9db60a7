import { describe, expect, it } from 'vitest';
import { isSameOrigin } from './same-origin.js';

const ISSUER = 'https://shop.example/admin';

describe('isSameOrigin', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://shop.example' }],
    [{ origin: 'https://shop.example' }],
  ])('accepts %j', (headers) => expect(isSameOrigin(headers, ISSUER)).toBe(true));

  it.each([
    [{}],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://shop.example' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: 'https://shop.example.evil.example' }],
    [{ origin: 'http://shop.example' }],
    [{ origin: 'https://shop.example:8443' }],
    [{ origin: 'null' }],
  ])('rejects %j', (headers) => expect(isSameOrigin(headers, ISSUER)).toBe(false));
});
