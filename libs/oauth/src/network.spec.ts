import { describe, expect, it } from 'vitest';
import { isWithin, networkList, networkOf, readNetwork } from './network.js';

describe('a network', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['192.0.2.7', '192.0.2.7/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:0db8:0:0::1', '2001:db8::1/128'],
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
    ['', 'unknown'],
    ['1.2.3.4, 5.6.7.8', 'unknown'],
  ])('of %j is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('a list of networks', () => {
  const includes = networkList(['10.0.0.0/8', '2001:db8::/32']);

  it.each(['10.255.0.1', '::ffff:10.1.2.3', '2001:db8:ffff::1'])('includes %s', (address) => {
    expect(includes(address)).toBe(true);
  });

  it.each(['11.0.0.1', '2001:db9::1', '', 'unknown', '::a00:1'])(
    'does not include %j',
    (address) => {
      expect(includes(address)).toBe(false);
    },
  );
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
