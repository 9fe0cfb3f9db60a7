import { Registry } from 'prom-client';
import * as argon2 from '@node-rs/argon2';
import { expect, it, vi } from 'vitest';
import type { SignInSettings } from '../sign-in.settings.js';
import { PasswordHashes, TooBusy } from './password-hashes.js';

vi.mock('@node-rs/argon2', { spy: true });

function hashesWith(passwords: Partial<SignInSettings['passwords']> = {}) {
  const metrics = new Registry();
  const settings = { memory: 8192, passes: 1, atOnce: 1, queue: 2, ...passwords };
  return {
    metrics,
    hashes: new PasswordHashes({ passwords: settings, metrics } as SignInSettings),
  };
}

it('makes argon2id hashes of the configured cost, with a new salt each time', async () => {
  const { hashes } = hashesWith();
  const [one, other] = [await hashes.hash('a'), await hashes.hash('a')];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=8192,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(other).not.toBe(one);
  expect([await hashes.verify(one, 'a'), await hashes.verify(one, 'b')]).toEqual([true, false]);
  expect([hashes.isOutdated(one), hashesWith({ passes: 2 }).hashes.isOutdated(one)]).toEqual([
    false,
    true,
  ]);
});

it('does the work of a hash in vain without one', async () => {
  const { hashes } = hashesWith();
  const stored = await hashes.hash('b');
  expect(await hashes.verify(null, 'a')).toBe(false);
  const verify = vi.mocked(argon2.verify).mockClear();
  expect([await hashes.verify(null, 'a'), await hashes.verify(stored, 'a')]).toEqual([
    false,
    false,
  ]);
  const cost = expect.stringMatching(/^\$argon2id\$v=19\$m=8192,t=1,p=1\$/) as string;
  expect(verify.mock.calls).toEqual([
    [cost, 'a'],
    [stored, 'a'],
  ]);
});

it('rejects more than the queue holds, and continues with those that wait', async () => {
  const { hashes, metrics } = hashesWith();
  const all = await Promise.allSettled([1, 2, 3, 4, 5].map(async () => hashes.hash('a')));
  const rejected = all.filter(({ status }) => status === 'rejected');
  expect(rejected).toEqual(
    [1, 2].map(() => ({ status: 'rejected', reason: expect.any(TooBusy) as TooBusy })),
  );
  expect(await hashes.hash('a')).toContain('$argon2id$');
  expect(await metrics.metrics()).toContain('latchkey_password_hashes_waiting 0');
});

it('gives the turn of a failed hash to the next one', async () => {
  const { hashes } = hashesWith();
  const failing = hashes.verify('not a hash', 'a');
  const next = hashes.hash('a');
  await expect(failing).rejects.toThrow('Decoding failed');
  expect(await next).toContain('$argon2id$');
});
