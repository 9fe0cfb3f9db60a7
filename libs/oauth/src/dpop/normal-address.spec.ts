import { describe, expect, it } from 'vitest';
import { normalAddress } from './normal-address.js';

describe('RFC 3986 §6.2, normalAddress', () => {
  it.each([
    ['https://shop.example/api/users', 'https://shop.example/api/users'],
    ['HTTPS://Shop.Example:443/api/users', 'https://shop.example/api/users'],
    ['http://shop.example:80', 'http://shop.example/'],
    ['http://shop.example:443/', 'http://shop.example:443/'],
    ['https://shop.example/api/users?sort=name#top', 'https://shop.example/api/users'],
    ['https://shop.example/%61pi/%7Euser/%7e', 'https://shop.example/api/~user/~'],
    ['https://shop.example/a%2fb/a%2Fb', 'https://shop.example/a%2Fb/a%2Fb'],
    ['https://shop.example/%c3%a9/é', 'https://shop.example/%C3%A9/%C3%A9'],
    ['https://shop.example/x/%2e%2e/api/./users', 'https://shop.example/api/users'],
    ['https://shop.example/a%252fb', 'https://shop.example/a%252fb'],
    ['https://shop.example/api/', 'https://shop.example/api/'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['http://[::0001]:3000/', 'http://[::1]:3000/'],
  ])('normalizes %s to %s', (text, normal) => {
    expect(normalAddress(text)).toBe(normal);
    expect(normalAddress(normal)).toBe(normal);
  });

  it.each([
    '',
    '/api/users',
    'shop.example/api',
    '//shop.example/api',
    'https:shop.example',
    'https:/shop.example',
    'https:\\\\shop.example\\api',
    'https://shop.example\\api',
    'https://shop.example/a b',
    'https://shop.example/a\tb',
    ' https://shop.example/',
    'https://shop.example/\n',
    'https://user@shop.example/',
    'https://user:password@shop.example/',
    'https://:80/',
    'https://shop.example:99999/',
    'ftp://shop.example/',
    'javascript:alert(1)',
    'urn:shop',
  ])('returns null for %j', (text) => {
    expect(normalAddress(text)).toBeNull();
  });
});
