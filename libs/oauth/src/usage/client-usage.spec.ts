import { describe, expect, it } from 'vitest';
import { ClientUsage } from './client-usage.js';

describe('the usage of a client between two writes', () => {
  it('has at most twenty networks of a secret, and counts all of its uses', () => {
    const usage = new ClientUsage();
    for (let n = 0; n < 1000; n++) {
      const address = `10.${n >> 8}.${n & 255}.1`;
      usage.addSecret('secret', { address, network: `10.${n >> 8}.${n & 255}.0/24` });
    }
    const secret = usage.secrets.get('secret')!;
    expect([secret.uses, secret.networks.size]).toEqual([1000, 20]);
  });
});
