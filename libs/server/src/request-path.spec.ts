import { describe, expect, it } from 'vitest';
import { itReturns } from '../../../test/support/results.js';
import { besidePath, rawPath, requestPath } from './request-path.js';

describe('the path of a request target', () => {
  itReturns('/oauth2-token', 'of %s is /oauth2-token', requestPath, [
    '/oauth2-token',
    '/oauth2-token?a=/b#c',
    '/oauth2-token#c?a',
    '/%6fauth2-token',
    'http://x.example/oauth2-token?a',
    'HTTPS://u:p@x.example:1/oauth2-token',
  ]);

  it.each(['/a%2Fb', '/oauth2-token%zz', '/http://x.example/a', '*'])(
    'of %s is the same',
    (target) => {
      expect(requestPath(target)).toBe(target);
    },
  );

  it('of a URL without a path is empty', () => {
    expect(requestPath('http://x.example?a')).toBe('');
  });

  it('is not decoded for the log', () => {
    expect(rawPath('http://u:p@x.example/%0a?secret')).toBe('/%0a');
  });
});

describe('the address beside one that no router can read', () => {
  it.each([
    [
      '/oauth2-token/-',
      ['/oauth2-token/%zz', '/%6fauth2-token/a/%ff?b', 'http://x.example/oauth2-token#a'],
    ],
    ['/.well-known/-', ['/.well-known/%']],
    ['/-', ['/%zz/oauth2-token', '/a%20b/%zz', '/%2Foauth2-token/%zz', '*', '']],
  ])('is %s for %j', (address, targets) => {
    expect(targets.map(besidePath)).toEqual(targets.map(() => address));
  });
});
