import { describe, expect, it } from 'vitest';
import { Cookies } from './cookies.js';

const secure = new Cookies({ side: 'backoffice', issuer: 'https://shop.example/admin' });
const insecure = new Cookies({ side: 'storefront', issuer: 'http://localhost:3001' });

describe('a cookie of a side', () => {
  it('is for this host alone, over https, from pages of this site, and not for scripts', () =>
    expect(secure.set('secret')).toBe(
      '__Host-latchkey-backoffice=secret; Path=/; HttpOnly; Secure; SameSite=Strict',
    ));

  it('has neither the prefix nor Secure with an http public URL', () =>
    expect(insecure.set('secret')).toBe(
      'latchkey-storefront=secret; Path=/; HttpOnly; SameSite=Strict',
    ));

  it('for a transaction has a name of its own, and ends by itself', () =>
    expect(secure.set('secret', 'provider', { maxAge: 600 })).toBe(
      '__Host-latchkey-backoffice-provider=secret; Max-Age=600; Path=/; HttpOnly; Secure; SameSite=Strict',
    ));

  it('is deleted by an empty one that has expired', () =>
    expect(insecure.remove()).toBe(
      'latchkey-storefront=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict',
    ));

  it.each([
    ['__Host-latchkey-backoffice=secret', 'secret'],
    ['other=1; __Host-latchkey-backoffice=secret;__Host-latchkey-backoffice-x=2', 'secret'],
    ['__Host-latchkey-backoffice=first; __Host-latchkey-backoffice=second', 'first'],
    ['latchkey-backoffice=secret', undefined],
    ['x__Host-latchkey-backoffice=secret', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('is read from %j as %j', (cookie, value) => expect(secure.read({ cookie })).toBe(value));
});
