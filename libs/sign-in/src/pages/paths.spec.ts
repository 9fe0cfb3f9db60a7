import { describe, expect, it } from 'vitest';
import { itMaps } from '../../../../test/support/results.js';
import { isPagePath, Paths } from './paths.js';

const below = new Paths({ issuer: 'https://shop.example/admin', side: 'backoffice' });
const storefront = new Paths({ issuer: 'https://shop.example', side: 'storefront' });

describe('below the path of the public URL', () => {
  it('links have that path, once', () => {
    expect(['/sign-in', '/admin/sign-in'].map((path) => below.link(path))).toEqual([
      '/admin/sign-in',
      '/admin/sign-in',
    ]);
  });

  itMaps('a sign-in that returns to %s continues at %s', (path) => below.returnTo(path), [
    ['/admin/account', '/account'],
    ['/account', '/account'],
    ['/administrator/account', '/account'],
    ['/admin/oauth2-authorize/continue?request=x', '/oauth2-authorize/continue?request=x'],
    ['/admin//evil.example', '/account'],
    [undefined, '/account'],
    ['/admin/console', '/console'],
    ['/admin/console/clients?side=storefront', '/console/clients?side=storefront'],
    ['/admin/consoles', '/account'],
    ['/admin/console/\\evil.example', '/account'],
  ]);
});

it('a sign-in at the storefront does not return to the console, which it does not have', () => {
  expect(storefront.returnTo('/console')).toBe('/account');
});

itMaps('%s is the path of a page: %s', isPagePath, [
  ['/sign-in', true],
  ['/sign-in?a', true],
  ['/sign-in/link', true],
  ['/account/x', true],
  ['/sign-out', true],
  ['/sign-up/link?token=x', true],
  ['/sign-ups', false],
  ['/accounts', false],
  ['/api/users', false],
  ['/sign-in.css', false],
]);
