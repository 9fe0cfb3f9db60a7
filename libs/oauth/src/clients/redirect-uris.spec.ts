import { describe, expect, it } from 'vitest';
import { isRedirectUri, MAX_URI } from './redirect-uris.js';

describe('a redirect URI', () => {
  it.each([
    'https://shop.example',
    'https://shop.example/',
    'https://shop.example/callback?side=left&x=%2F',
    'https://shop.example:8443/a/b;c=1',
    'https://xn--mnchen-3ya.example/callback',
    'https://[2001:db8::1]/callback',
    'http://127.0.0.1/callback',
    'http://127.0.0.1:8080/callback',
    'http://[::1]:3000/callback',
    'http://localhost:5173/callback',
    'com.example.app:/callback',
    'com.example.app://callback',
    `https://shop.example/${'a'.repeat(MAX_URI - 21)}`,
  ])('may be %s', (uri) => {
    expect(isRedirectUri(uri)).toBe(true);
  });

  it.each([
    ['of no text', 7],
    ['that is empty', ''],
    ['that is relative', '/callback'],
    ['without a scheme', 'shop.example/callback'],
    ['relative to a scheme', '//shop.example/callback'],
    ['of http', 'http://shop.example/callback'],
    ['of http on another address of the device', 'http://127.0.0.2/callback'],
    ['of http on a name that only begins like the device', 'http://localhost.example/callback'],
    ['with a fragment', 'https://shop.example/callback#a'],
    ['with an empty fragment', 'https://shop.example/callback#'],
    ['with a wildcard', 'https://*.shop.example/callback'],
    ['with a wildcard in the path', 'https://shop.example/*'],
    ['with a user', 'https://shop@evil.example/callback'],
    ['with an empty user', 'https://@evil.example/callback'],
    ['with a user and a password', 'https://a:b@shop.example/callback'],
    ['with a space', 'https://shop.example/call back'],
    ['with a space at its end', 'https://shop.example/callback '],
    ['with a line break', 'https://shop.example/\ncallback'],
    ['with a backslash', 'https://shop.example\\@evil.example/callback'],
    ['with a Cyrillic letter', 'https://shоp.example/callback'],
    ['with a full-width dot', 'https://shop。example/callback'],
    ['with a malformed escape', 'https://shop.example/%zz'],
    ['with an escape in its host', 'https://sh%6Fp.example/callback'],
    ['with upper case in its host', 'https://Shop.example/callback'],
    ['with upper case in its scheme', 'HTTPS://shop.example/callback'],
    ['with its default port', 'https://shop.example:443/callback'],
    ['with dot segments', 'https://shop.example/a/../callback'],
    ['with escaped dot segments', 'https://shop.example/a/%2e%2e/callback'],
    ['with a short address', 'http://127.1/callback'],
    ['with a number as its address', 'http://2130706433/callback'],
    ['without slashes', 'https:shop.example/callback'],
    ['without a host', 'https:///callback'],
    ['of a scheme without a dot', 'myapp:/callback'],
    ['of a scheme without a path', 'com.example.app:'],
    ['of a scheme with an opaque path', 'com.example.app:callback'],
    ['of javascript', 'javascript:alert(1)'],
    ['of javascript with slashes', 'javascript://shop.example/%0Aalert(1)'],
    ['of data', 'data:text/html,x'],
    ['of a file', 'file:///etc/passwd'],
    ['of ftp', 'ftp://shop.example/callback'],
    ['that is a URN', 'urn:ietf:wg:oauth:2.0:oob'],
    ['of too many characters', `https://shop.example/${'a'.repeat(MAX_URI - 20)}`],
  ])('%s is rejected (RFC 6749 §3.1.2, RFC 9700 §2.6)', (_, uri) => {
    expect(isRedirectUri(uri)).toBe(false);
  });
});
