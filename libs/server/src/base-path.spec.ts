import { describe, expect, it } from 'vitest';
import { basePathOf, withoutBase } from './base-path.js';

describe('the path of a public URL', () => {
  it.each(['https://shop.example', 'https://shop.example:8443'])('of %s is empty', (url) => {
    expect(basePathOf(url)).toBe('');
  });

  it.each(['/admin', '/a/b'])('is %s', (path) => {
    expect(basePathOf(`https://shop.example${path}`)).toBe(path);
  });
});

describe('a request below the path of the public URL', () => {
  it.each([
    ['/admin/api/users', '/api/users'],
    ['/admin/api/users?page[size]=1', '/api/users?page[size]=1'],
    ['/admin', '/'],
    ['/admin/', '/'],
    ['/admin?a', '/?a'],
    ['http://shop.example/admin', 'http://shop.example/'],
    ['/admin/api', '/api'],
    ['/admin/api?a', '/api?a'],
    ['/admin/oauth2-token', '/oauth2-token'],
    ['/admin/oauth2-token/revoke', '/oauth2-token/revoke'],
    ['/admin/.well-known/jwks.json', '/.well-known/jwks.json'],
    ['/admin/.well-known/openid-configuration', '/.well-known/openid-configuration'],
    ['/.well-known/oauth-authorization-server/admin', '/.well-known/oauth-authorization-server'],
    ['/.well-known/openid-configuration/admin', '/.well-known/openid-configuration'],
    [
      '/.well-known/oauth-protected-resource/admin/api',
      '/.well-known/oauth-protected-resource/api',
    ],
    ['/.well-known/oauth-protected-resource/admin', '/.well-known/oauth-protected-resource'],
    ['http://shop.example/admin/api/users', 'http://shop.example/api/users'],
    ['/.well-known/oauth-protected-resource/admin?a', '/.well-known/oauth-protected-resource?a'],
  ])('is served without it: %s as %s', (url, plain) => {
    expect(withoutBase('/admin', url)).toBe(plain);
  });

  it.each([
    '/api/users',
    '/oauth2-token',
    '/.well-known/jwks.json',
    '/.well-known/oauth-authorization-server',
    '/.well-known/oauth-protected-resource/api',
    '/.well-known/oauth-authorization-server/administrator',
    '/.well-known/jwks.json/admin',
    '/admin/other',
    '/admin//',
    '/admin/apis',
    '/administrator/api/users',
    '/Admin/api/users',
    '//admin/api/users',
    '*',
    '',
  ])('does not include %s', (url) => {
    expect(withoutBase('/admin', url)).toBe(url);
  });

  it.each([
    ['/api', '/api/users', '/api/users'],
    ['/api', '/api/api/users', '/api/users'],
    ['/api', '/api/oauth2-token', '/oauth2-token'],
    [
      '/api',
      '/.well-known/oauth-protected-resource/api/api',
      '/.well-known/oauth-protected-resource/api',
    ],
    ['/a/b', '/a/b/api/users', '/api/users'],
    ['/a/b', '/a/api/users', '/a/api/users'],
  ])('is served below the base %s: %s as %s', (base, url, plain) => {
    expect(withoutBase(base, url)).toBe(plain);
  });
});
