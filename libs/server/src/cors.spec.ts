import { expect, it } from 'vitest';
import { tokenEndpointWarning } from './cors.js';

const CORS = { tokenEndpoint: true, allowedHeaders: [], maxAge: 600 };

it.each([
  [['https://a.example', 'https://b.example'], 'https://a.example, https://b.example'],
  [['*'], 'every origin'],
])('a token endpoint that is open to %j is a warning', (allowedOrigins, named) => {
  const warning = tokenEndpointWarning('storefront', { ...CORS, allowedOrigins });
  expect(warning).toContain(`pages of ${named} can request tokens`);
  expect(warning).toContain('set storefront.cors.tokenEndpoint to false');
});

it('a token endpoint that is closed to pages is no warning', () => {
  expect(tokenEndpointWarning('storefront', { ...CORS, allowedOrigins: [] })).toBeNull();
  const closed = { ...CORS, allowedOrigins: ['*'], tokenEndpoint: false };
  expect(tokenEndpointWarning('storefront', closed)).toBeNull();
});
