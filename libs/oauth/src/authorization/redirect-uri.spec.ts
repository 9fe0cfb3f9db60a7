import { describe, expect, it } from 'vitest';
import { isRegisteredUri, redirectTo } from './redirect-uri.js';

const WEB = 'https://shop.example/callback';

describe('isRegisteredUri (RFC 9700 §2.1)', () => {
  it.each([
    [WEB, [WEB]],
    [WEB, ['https://other.example/', WEB]],
    ['https://shop.example/callback?tenant=1', ['https://shop.example/callback?tenant=1']],
    ['com.example.app:/callback', ['com.example.app:/callback']],
    ['http://127.0.0.1:49152/callback', ['http://127.0.0.1/callback']],
    ['http://127.0.0.1:49152/callback', ['http://127.0.0.1:3000/callback']],
    ['http://127.0.0.1/callback', ['http://127.0.0.1:3000/callback']],
    ['http://[::1]:49152/callback', ['http://[::1]/callback']],
    ['http://127.0.0.1:1', ['http://127.0.0.1']],
  ])('accepts %s where %j is registered', (sent, registered) =>
    expect(isRegisteredUri(sent, registered)).toBe(true),
  );

  it.each([
    // prefixes and suffixes
    ['https://shop.example/callback/', WEB],
    ['https://shop.example/callback/../evil', WEB],
    ['https://shop.example/callback%2f..%2fevil', WEB],
    ['https://shop.example/callbacks', WEB],
    ['https://shop.example/callback?code=1', WEB],
    ['https://shop.example/callback#fragment', WEB],
    ['https://shop.example', WEB],
    // other hosts
    ['https://shop.example.evil.example/callback', WEB],
    ['https://evil.example/callback?https://shop.example/callback', WEB],
    ['https://shop.example@evil.example/callback', WEB],
    ['https://evil.example\\@shop.example/callback', WEB],
    ['https://www.shop.example/callback', WEB],
    ['https://shop.example:8443/callback', WEB],
    ['https://shop.example:443/callback', WEB],
    ['https://SHOP.example/callback', WEB],
    ['https://shоp.example/callback', WEB], // a Cyrillic letter
    ['https://xn--shp-0ta.example/callback', WEB],
    ['http://shop.example/callback', WEB],
    ['//shop.example/callback', WEB],
    [' https://shop.example/callback', WEB],
    ['https://shop.example/callback\n', WEB],
    ['javascript:alert(1)', WEB],
    ['', WEB],
    // the loopback exception is only about the port
    ['http://localhost:49152/callback', 'http://localhost/callback'],
    ['http://127.0.0.1:49152/other', 'http://127.0.0.1/callback'],
    ['http://127.0.0.2:49152/callback', 'http://127.0.0.1/callback'],
    ['http://[::1]:49152/callback', 'http://127.0.0.1/callback'],
    ['http://127.0.0.1:49152@evil.example/callback', 'http://127.0.0.1/callback'],
    ['http://127.0.0.1.evil.example/callback', 'http://127.0.0.1/callback'],
    ['http://127.0.0.1:/callback', 'http://127.0.0.1/callback'],
    ['http://127.0.0.1:123456/callback', 'http://127.0.0.1/callback'],
    ['https://127.0.0.1:49152/callback', 'https://127.0.0.1/callback'],
    ['https://shop.example:49152/callback', WEB],
  ])('rejects %j where %s is registered', (sent, registered) =>
    expect(isRegisteredUri(sent, [registered])).toBe(false),
  );

  it('accepts nothing for a client without redirect URIs', () =>
    expect(isRegisteredUri('', [])).toBe(false));
});

describe('redirectTo', () => {
  it('adds the parameters, and leaves undefined ones out', () =>
    expect(redirectTo(WEB, { code: 'a b', state: undefined, iss: 'https://as.example' })).toBe(
      `${WEB}?code=a+b&iss=https%3A%2F%2Fas.example`,
    ));

  it('leaves the redirect URI unchanged without parameters, such as after a sign-out', () =>
    expect(redirectTo(WEB, { state: undefined })).toBe(WEB));

  it('keeps the query of the redirect URI (RFC 6749 §3.1.2)', () =>
    expect(redirectTo(`${WEB}?tenant=1`, { code: 'a' })).toBe(`${WEB}?tenant=1&code=a`));
});
