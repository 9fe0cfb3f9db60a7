import { setImmediate as turn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { beforeEach, expect, it, vi } from 'vitest';
import { HostListeners } from './host-listeners.js';

const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
const token = { clientId: 'c', subject: 's', scope: ['a'], tokenId: 'j', expiresAt: 1 };
const failure = { clientId: 'c', reason: 'r', address: 'a', requestId: 'i' };

beforeEach(() => vi.clearAllMocks());

it('HostListeners calls the host after the current work, with the event', async () => {
  const onTokenIssued = vi.fn<(event: object) => void>();
  const onAuthenticationFailed = vi.fn<(event: object) => void>();
  const listeners = new HostListeners({ onTokenIssued, onAuthenticationFailed });
  listeners.tokenIssued(token);
  listeners.authenticationFailed(failure);
  expect([onTokenIssued, onAuthenticationFailed].flatMap(({ mock }) => mock.calls)).toEqual([]);
  await turn();
  expect([onTokenIssued.mock.calls, onAuthenticationFailed.mock.calls]).toEqual([
    [[token]],
    [[failure]],
  ]);
});

it('HostListeners gives the host a copy of the scope', async () => {
  const scope = ['a'];
  const onTokenIssued = (issued: { scope: readonly string[] }) =>
    void (issued.scope as string[]).push('clients:admin');
  new HostListeners({ onTokenIssued }).tokenIssued({ ...token, scope });
  await turn();
  expect(scope).toEqual(['a']);
});

it.each([
  () => {
    throw new Error('of the host');
  },
  async () => Promise.reject(new Error('of the host')),
])('HostListeners logs the failure of a listener', async (onTokenIssued) => {
  new HostListeners({ onTokenIssued }).tokenIssued(token);
  await turn();
  await turn();
  expect(error.mock.calls).toEqual([
    [{ msg: 'onTokenIssued of OAuthModule failed', error: new Error('of the host') }],
  ]);
});

it('HostListeners stops calling a listener whose calls do not end, and says so', async () => {
  const onTokenIssued = vi.fn<() => Promise<void>>(async () => new Promise(() => {}));
  const listeners = new HostListeners({ onTokenIssued });
  for (let call = 0; call < 1001; call += 1) listeners.tokenIssued(token);
  await turn();
  expect(onTokenIssued).toHaveBeenCalledTimes(1000);
  expect(error.mock.calls).toEqual([
    [{ msg: 'onTokenIssued is not called: 1000 earlier calls have not ended' }],
  ]);
});
