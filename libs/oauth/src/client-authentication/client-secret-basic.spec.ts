import { ClientSecretBasic } from 'openid-client';
import { describe, expect, it } from 'vitest';
import { itMaps } from '../../../../test/support/results.js';
import { readClientSecretBasic } from './client-secret-basic.js';

function basic(pair: string): string {
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

describe('RFC 6749 §2.3.1, HTTP Basic credentials', () => {
  itMaps('of the pair %j are decoded', (pair: string) => readClientSecretBasic(basic(pair)), [
    ['a:b', { clientId: 'a', clientSecret: 'b' }],
    ['a:b:c', { clientId: 'a', clientSecret: 'b:c' }],
    ['a::', { clientId: 'a', clientSecret: ':' }],
    ['a:', { clientId: 'a', clientSecret: '' }],
    [':', { clientId: '', clientSecret: '' }],
    ['a%3Ab:c%25%2B+d', { clientId: 'a:b', clientSecret: 'c%+ d' }],
    ['%C3%A9:%F0%9F%91%8D', { clientId: 'é', clientSecret: '👍' }],
  ]);

  it('that openid-client writes are read', () => {
    const clientSecret = 's3cr:t %+é&=/?';
    const headers = new Headers();
    ClientSecretBasic(clientSecret)(
      { issuer: 'https://x.example' },
      { client_id: 'the:client' },
      new URLSearchParams(),
      headers,
    );
    expect(readClientSecretBasic(headers.get('authorization')!)).toEqual({
      clientId: 'the:client',
      clientSecret,
    });
  });

  it.each([
    ['Basic ', 'not base64 of id:secret'],
    ['Basic %%%', 'not base64 of id:secret'],
    ['Basic a b', 'not base64 of id:secret'],
    [basic('nocolon'), 'not base64 of id:secret'],
  ])('in the malformed header %j are rejected', (authorization, reason) => {
    expect(() => readClientSecretBasic(authorization)).toThrow(reason);
  });

  it.each([
    ['a:%', 'a'],
    ['a:%zz', 'a'],
    ['a:%ff', 'a'],
    ['%:a', ''],
  ])(
    'of the pair %j, which is not form-urlencoded, are distinguished from a wrong secret',
    (pair, clientId) => {
      const problem = 'basic_not_form_encoded';
      expect(readClientSecretBasic(basic(pair))).toEqual({ clientId, problem });
    },
  );
});
