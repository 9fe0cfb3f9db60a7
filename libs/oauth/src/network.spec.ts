import { describe, expect, it } from 'vitest';
import { isPublicAddress, isWithin, networkList, networkOf, readNetwork } from './network.js';

describe('a network', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['192.0.2.7', '192.0.2.7/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:0db8:0:0::1', '2001:db8::1/128'],
    ['::ffff:10.1.2.3', '10.1.2.3/32'],
    ['::ffff:10.1.2.3/128', '10.1.2.3/32'],
    ['::ffff:a00:0/104', '10.0.0.0/8'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
    ['::/0', '::/0'],
  ])('%s is %s', (text, network) => {
    expect(readNetwork(text)).toBe(network);
  });

  it.each([
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
  ])('%j is none', (text) => {
    expect(readNetwork(text)).toBeNull();
  });
});

describe('the network that an attempt is counted by', () => {
  it.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['fe80::1%eth0', 'fe80::/48'],
    ['::ffff:c000:24d', '192.0.2.0/24'],
    ['unreadable "_a" from 10.0.0.1', 'unreadable "_a" from 10.0.0.1'],
    ['unreadable "_b" from 10.0.0.1', 'unreadable "_b" from 10.0.0.1'],
  ])('of %j is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('a list of networks', () => {
  const includes = networkList(['10.0.0.0/8', '2001:db8::/32', '::ffff:172.16.0.0/108']);

  it.each([
    '10.255.0.1',
    '::ffff:10.1.2.3',
    '::ffff:a01:203',
    '2001:db8:ffff::1',
    '172.31.0.1',
    '::ffff:172.31.0.1',
  ])('includes %s', (address) => {
    expect(includes(address)).toBe(true);
  });

  it.each([
    '11.0.0.1',
    '172.32.0.1',
    '2001:db9::1',
    '',
    'unknown',
    '10.1.2.3:443',
    'unreadable "_a" from 10.0.0.1',
    '::a00:1',
  ])('does not include %j', (address) => {
    expect(includes(address)).toBe(false);
  });
});

describe('an address', () => {
  it.each([
    '8.8.8.8',
    '::ffff:8.8.8.8',
    '168.63.129.15',
    '168.63.129.17',
    '2606:4700::1111',
    '2a00:1450:4001::1',
  ])('of the internet is public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '0.0.0.0', // this machine
    '127.0.0.1',
    '::',
    '::1',
    '10.0.0.1', // a network of its own
    '100.64.0.1',
    '172.31.255.255',
    '192.168.0.1',
    'fc00::1',
    'fd00:ec2::254',
    'fec0::1',
    '169.254.169.254', // this link
    '168.63.129.16', // hosts of clouds, for their own machines
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
    '4000::1', // nobody's
    '::ffff:127.0.0.1', // IPv4 in the words of IPv6, and of what translates or carries it
    '::ffff:7f00:1',
    '::127.0.0.1',
    '::7f00:1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::10.0.0.1',
    '64:ff9b::8.8.8.8',
    '64:ff9b:1::10.0.0.1',
    '2001:0:a00:1::1',
    '2002:a00:1::1',
    '', // none
    'localhost',
    '8.8.8.8/32',
  ])('is not public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a network within others', () => {
  const others = ['10.0.0.0/8', '192.0.2.0/25', '2001:db8::/32'];

  it.each(['10.0.0.0/8', '10.1.0.0/16', '192.0.2.127/32', '2001:db8:1::/48'])(
    'is %s',
    (network) => {
      expect(isWithin(network, others)).toBe(true);
    },
  );

  it.each(['0.0.0.0/0', '10.0.0.0/7', '192.0.2.0/24', '192.0.2.128/32', '2001:db9::/32', '::/0'])(
    'is not %s',
    (network) => {
      expect(isWithin(network, others)).toBe(false);
      expect(isWithin(network, [])).toBe(false);
    },
  );

  it('is of their family', () => {
    expect(isWithin('10.0.0.0/8', ['::/0'])).toBe(false);
    expect(isWithin('::ffff:a00:0/104', ['0.0.0.0/0'])).toBe(false);
  });
});
