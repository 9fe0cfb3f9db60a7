import { expect, it } from 'vitest';
import { securityHeaders } from './security-headers.js';

const ALWAYS = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

it('is without Strict-Transport-Security for a server without TLS', () => {
  expect(securityHeaders('http://localhost:3000')).toEqual(ALWAYS);
});

it('tells browsers to use only https for a year when the public URL is https', () => {
  expect(securityHeaders('https://backoffice.example')).toEqual({
    ...ALWAYS,
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
  });
});
