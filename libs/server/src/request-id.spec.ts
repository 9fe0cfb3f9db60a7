import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { HttpConfig } from '#config';
import { requestIds } from './request-id.js';

function requestId(remoteAddress: string | undefined, trustedProxies: string[]): string {
  const request = { headers: { 'x-request-id': 'given' }, socket: { remoteAddress } };
  const http = Object.assign(new HttpConfig(), { trustedProxies });
  return requestIds(http)(request as unknown as IncomingMessage);
}

describe('a request id', () => {
  it.each([
    ['10.1.2.3', ['10.0.0.0/8']],
    ['::ffff:10.1.2.3', ['10.0.0.0/8']],
    ['192.0.2.1', ['192.0.2.1']],
    ['2001:db8::7', ['2001:db8::/32']],
    ['::1', ['192.0.2.1', '::1']],
  ])('is read from a request of %s when %j are trusted', (address, trusted) => {
    expect(requestId(address, trusted)).toBe('given');
  });

  it.each([
    ['10.1.2.3', []],
    ['11.1.2.3', ['10.0.0.0/8']],
    ['::ffff:11.1.2.3', ['10.0.0.0/8']],
    ['2001:db9::7', ['2001:db8::/32']],
    [undefined, ['10.0.0.0/8']],
  ])('is created for a request of %s when %j are trusted', (address, trusted) => {
    expect(requestId(address, trusted)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
