import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf } from './address.js';

const TRUSTED = ['10.0.0.0/8', '2001:db8:f::/48', '::ffff:172.16.0.0/108'];

function address(peer: string | undefined, forwarded?: string, trustedProxies = TRUSTED): string {
  const request = { headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: peer } };
  return addressOf({ trustedProxies })(request as unknown as IncomingMessage);
}

describe('the address of a request', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:54321', '192.0.2.1'],
    ['192.0.2.1:_hidden', '192.0.2.1'],
    ['2001:db8::5', '2001:db8::5'],
    ['[2001:db8::5]', '2001:db8::5'],
    ['[2001:db8::5]:4433', '2001:db8::5'],
    ['2001:DB8:0:0::5', '2001:db8::5'],
    ['"[2001:db8::5]:4433"', '2001:db8::5'],
    ['"192.0.2.1:80"', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:4433', '192.0.2.1'],
    ['::FFFF:c000:201', '192.0.2.1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[fe80::1%br-4a5b]:443', 'fe80::1'],
    ['2001:db8::1%127.0.0.1', '2001:db8::1'],
    ['::ffff:192.0.2.1%br-4a5b', '192.0.2.1'],
    ['198.51.100.9, 192.0.2.1:54321', '192.0.2.1'],
    ['192.0.2.1:54321, 10.9.9.9:443', '192.0.2.1'],
    ['192.0.2.1, [2001:db8:f::1]:443, 10.1.1.1', '192.0.2.1'],
    ['192.0.2.1,, 172.20.0.1 ,', '192.0.2.1'],
    ['10.3.3.3:1, 10.2.2.2:2', '10.3.3.3'],
    ['garbage, 192.0.2.1', '192.0.2.1'],
    ['', '10.1.1.1'],
    [' , ', '10.1.1.1'],
    [undefined, '10.1.1.1'],
  ])('is read from %j of a trusted proxy: %s', (forwarded, expected) => {
    expect(address('10.1.1.1', forwarded)).toBe(expected);
    expect(address('::ffff:10.1.1.1', forwarded)).toBe(expected);
  });

  it.each([
    ['unknown', 'unreadable "unknown" from 10.1.1.1'],
    ['_hidden', 'unreadable "_hidden" from 10.1.1.1'],
    ['192.0.2.1:', 'unreadable "192.0.2.1:" from 10.1.1.1'],
    ['192.0.2.1:123456', 'unreadable "192.0.2.1:123456" from 10.1.1.1'],
    ['192.0.2.1:80:80', 'unreadable "192.0.2.1:80:80" from 10.1.1.1'],
    ['192.0.2.256', 'unreadable "192.0.2.256" from 10.1.1.1'],
    ['0x7f.1', 'unreadable "0x7f.1" from 10.1.1.1'],
    ['192.0.513', 'unreadable "192.0.513" from 10.1.1.1'],
    ['[192.0.2.1]:80', 'unreadable "[192.0.2.1]:80" from 10.1.1.1'],
    ['[2001:db8::5', 'unreadable "[2001:db8::5" from 10.1.1.1'],
    ['::ffff:192.0.2.1:80', 'unreadable "::ffff:192.0.2.1:80" from 10.1.1.1'],
    ['192.0.2.1%eth0', 'unreadable "192.0.2.1%eth0" from 10.1.1.1'],
    ['2001:db8::1%', 'unreadable "2001:db8::1%" from 10.1.1.1'],
    ['192.0.2.0/24', 'unreadable "192.0.2.0/24" from 10.1.1.1'],
    ['192.0.2.1, shop.example, 10.2.2.2', 'unreadable "shop.example" from 10.2.2.2'],
    ['a"b\\c\u00e9 d', 'unreadable "a?b?c??d" from 10.1.1.1'],
    ['x'.repeat(65), `unreadable "${'x'.repeat(64)}" from 10.1.1.1`],
  ])('is not an IP address for the entry %j of a trusted proxy: %s', (forwarded, expected) => {
    expect(address('10.1.1.1', forwarded)).toBe(expected);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['2001:db8::5', '2001:db8::5'],
    ['::a01:101', '::a01:101'],
    [undefined, ''],
  ])('is the address of the connection when %s is not a trusted proxy', (peer, expected) => {
    expect(address(peer, '198.51.100.9')).toBe(expected);
    expect(address(peer, '198.51.100.9', [])).toBe(expected);
  });

  it('is the address of the connection while no proxy is trusted', () => {
    expect(address('::ffff:10.1.1.1', '198.51.100.9', [])).toBe('10.1.1.1');
  });
});
