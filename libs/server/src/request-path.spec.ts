import { describe, expect, it } from 'vitest';
import { rawPath, requestPath } from './request-path.js';

describe('the path of a request target', () => {
  it.each([
    ['/oauth2-token', '/oauth2-token'],
    ['/oauth2-token?a=/b#c', '/oauth2-token'],
    ['/oauth2-token#c?a', '/oauth2-token'],
    ['/%6fauth2-token', '/oauth2-token'],
    ['http://x.example/oauth2-token?a', '/oauth2-token'],
    ['HTTPS://u:p@x.example:1/oauth2-token', '/oauth2-token'],
    ['http://x.example?a', ''],
    ['/a%2Fb', '/a%2Fb'],
    ['/oauth2-token%zz', '/oauth2-token%zz'],
    ['/http://x.example/a', '/http://x.example/a'],
    ['*', '*'],
  ])('of %s is %s', (target, path) => {
    expect(requestPath(target)).toBe(path);
  });

  it('is not decoded for the log', () => {
    expect(rawPath('http://u:p@x.example/%0a?secret')).toBe('/%0a');
  });
});
