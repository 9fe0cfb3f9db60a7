import { describe, expect, it } from 'vitest';
import { itMaps, itReturns } from '../../../test/support/results.js';
import { isPublicAddress, isWithin, networkList, networkOf, readNetwork } from './network.js';

describe('readNetwork', () => {
  it.each(['10.0.0.0/8', '0.0.0.0/0', '2001:db8::/32', '::/0'])('returns %s unchanged', (text) => {
    expect(readNetwork(text)).toBe(text);
  });

  it('reads an address as the network of this address alone', () => {
    expect(readNetwork('192.0.2.7')).toBe('192.0.2.7/32');
    expect(readNetwork('2001:db8::1')).toBe('2001:db8::1/128');
  });

  it('writes IPv6 in lower case and without zeros', () => {
    expect(readNetwork('2001:DB8::/32')).toBe('2001:db8::/32');
    expect(readNetwork('2001:0db8:0:0::1')).toBe('2001:db8::1/128');
  });

  itMaps('reads the IPv4-mapped IPv6 text %s as %s', readNetwork, [
    ['::ffff:10.1.2.3', '10.1.2.3/32'],
    ['::ffff:10.1.2.3/128', '10.1.2.3/32'],
    ['::ffff:a00:0/104', '10.0.0.0/8'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
  ]);

  itReturns(null, 'returns null for %j', readNetwork, [
    '',
    '10.0.0.1/8',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0.0/8',
    '0x7f.1',
    '2001:db8::1/32',
    '2001:db8::/129',
    'fe80::1%eth0',
    'shop.example.com',
    '::ffff:10.0.0.1/104',
    '::ffff:10.0.0.0/95',
    '::ffff:10.0.0.0/129',
    '::ffff:10.0.0.0/104/8',
    'unreadable "10.0.0.0/8" from 10.0.0.1',
  ]);
});

describe('the network for which a failed attempt is counted', () => {
  it.each(['192.0.2.77', '::ffff:192.0.2.77', '::ffff:c000:24d'])(
    'is the /24 of the IPv4 address %s',
    (address) => {
      expect(networkOf(address)).toBe('192.0.2.0/24');
    },
  );

  it('is the /48 of an IPv6 address', () => {
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1::/48');
    expect(networkOf('fe80::1%eth0')).toBe('fe80::/48');
  });

  it.each(['unreadable "_a" from 10.0.0.1', 'unreadable "_b" from 10.0.0.1'])(
    'is the text itself for %s',
    (text) => {
      expect(networkOf(text)).toBe(text);
    },
  );
});

describe('a list of networks', () => {
  const includes = networkList(['10.0.0.0/8', '2001:db8::/32', '::ffff:172.16.0.0/108']);

  itReturns(true, 'includes %s', includes, [
    '10.255.0.1',
    '::ffff:10.1.2.3',
    '::ffff:a01:203',
    '2001:db8:ffff::1',
    '172.31.0.1',
    '::ffff:172.31.0.1',
  ]);

  itReturns(false, 'does not include %j', includes, [
    '11.0.0.1',
    '172.32.0.1',
    '2001:db9::1',
    '',
    'unknown',
    '10.1.2.3:443',
    'unreadable "_a" from 10.0.0.1',
    '::a00:1',
  ]);
});

describe('isPublicAddress', () => {
  itReturns(true, 'is true for %s', isPublicAddress, [
    '8.8.8.8',
    '::ffff:8.8.8.8',
    '168.63.129.15',
    '168.63.129.17',
    '2606:4700::1111',
    '2a00:1450:4001::1',
  ]);

  itReturns(false, 'is false for %j', isPublicAddress, [
    '0.0.0.0', // this machine
    '127.0.0.1',
    '::',
    '::1',
    '10.0.0.1', // private networks
    '100.64.0.1',
    '172.31.255.255',
    '192.168.0.1',
    'fc00::1',
    'fd00:ec2::254',
    'fec0::1',
    '169.254.169.254', // link-local
    '168.63.129.16', // metadata services of clouds
    '::ffff:168.63.129.16',
    '100.100.100.200',
    '192.0.0.192',
    'fd20:ce::254',
    'fe80::1',
    'fe80::1%eth0',
    '192.0.0.1', // special purposes
    '192.0.2.1',
    '198.18.0.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    'ff02::1',
    '100::1',
    '2001:2::1',
    '2001:20::1',
    '2001:db8::1',
    '3fff::1',
    '5f00::1',
    '4000::1', // not allocated
    '::ffff:127.0.0.1', // IPv4 addresses written as, translated to or tunnelled in IPv6
    '::ffff:7f00:1',
    '::127.0.0.1',
    '::7f00:1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::10.0.0.1',
    '64:ff9b::8.8.8.8',
    '64:ff9b:1::10.0.0.1',
    '2001:0:a00:1::1',
    '2002:a00:1::1',
    '', // not an address
    'localhost',
    '8.8.8.8/32',
  ]);
});

describe('isWithin', () => {
  const others = ['10.0.0.0/8', '192.0.2.0/25', '2001:db8::/32'];

  it.each(['10.0.0.0/8', '10.1.0.0/16', '192.0.2.127/32', '2001:db8:1::/48'])(
    'is true for %s',
    (network) => {
      expect(isWithin(network, others)).toBe(true);
    },
  );

  it.each(['0.0.0.0/0', '10.0.0.0/7', '192.0.2.0/24', '192.0.2.128/32', '2001:db9::/32', '::/0'])(
    'is false for %s',
    (network) => {
      expect(isWithin(network, others)).toBe(false);
      expect(isWithin(network, [])).toBe(false);
    },
  );

  it('is false for a network of the other address family', () => {
    expect(isWithin('10.0.0.0/8', ['::/0'])).toBe(false);
    expect(isWithin('::ffff:a00:0/104', ['0.0.0.0/0'])).toBe(false);
  });
});
