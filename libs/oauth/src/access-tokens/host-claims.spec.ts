import { afterEach, expect, it, vi } from 'vitest';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import type { ExtraClaims, HostHooks } from '../host-hooks.js';
import { HostClaims } from './host-claims.js';

afterEach(() => vi.useRealTimers());

const client = { clientId: 'c', subject: 's' } as ClientSnapshot;
const context = { scope: ['a'], isBound: false };
const claimsOf = async (claims: HostHooks['claims']) =>
  new HostClaims({ claims }).of(client, context);

it('HostClaims adds nothing without an option', () => {
  expect(new HostClaims({}).of(client, context)).toBeUndefined();
});

it('HostClaims calls the host with the client and the token, and adds what it returns', async () => {
  const claims = vi.fn<() => ExtraClaims>(() => ({ tenant: 7 }));
  expect(await claimsOf(claims)).toEqual({ tenant: 7 });
  expect(claims.mock.calls).toEqual([[{ clientId: 'c', subject: 's' }, context]]);
  expect(await claimsOf(async () => ({ tenant: 8 }))).toEqual({ tenant: 8 });
  expect(await claimsOf({ tenant: 9 })).toEqual({ tenant: 9 });
});

it.each([
  'iss',
  'sub',
  'aud',
  'exp',
  'nbf',
  'iat',
  'jti',
  'client_id',
  'scope',
  'cnf',
  'act',
  'auth_time',
])('HostClaims rejects the reserved claim %s, a fixed one at the start', async (name) => {
  const text = `must not have the reserved ${name}`;
  expect(() => new HostClaims({ claims: { [name]: 1 } })).toThrow(text);
  await expect(claimsOf(() => ({ [name]: 1 }))).rejects.toThrow(text);
  await expect(claimsOf(async () => ({ [name]: 1 }))).rejects.toThrow(text);
});

it.each([null, [], 'text', undefined])(
  'HostClaims rejects %j, which is no object',
  async (value) => {
    await expect(claimsOf(() => value as never)).rejects.toThrow('must be an object');
  },
);

it('HostClaims rejects claims that do not fit into a header', async () => {
  await expect(claimsOf(() => ({ a: 'x'.repeat(4090) }))).rejects.toThrow('at most 4096');
  expect(await claimsOf(() => ({ a: 'x'.repeat(4088) }))).toBeDefined();
});

it('HostClaims adds what an object shows as JSON, and checks that', async () => {
  const entity = { password: 'x', toJSON: () => ({ tenant: 7 }) };
  expect(await claimsOf(() => entity)).toEqual({ tenant: 7 });
  expect(await claimsOf(entity)).toEqual({ tenant: 7 });
  const hidden = { toJSON: () => ({ sub: 'another' }) };
  await expect(claimsOf(() => hidden)).rejects.toThrow('must not have the reserved sub');
});

it('HostClaims gives the host a copy of the scope', () => {
  const claims: HostHooks['claims'] = (_, { scope }) => {
    (scope as string[]).push('clients:admin');
    return {};
  };
  const granted = { ...context, scope: ['a'] };
  void new HostClaims({ claims }).of(client, granted);
  expect(granted.scope).toEqual(['a']);
});

it('HostClaims passes on the failure of the host', async () => {
  const failure = new Error('of the host');
  await expect(claimsOf(async () => Promise.reject(failure))).rejects.toBe(failure);
});

it('HostClaims asks the client to try again when the host takes longer than a second', async () => {
  vi.useFakeTimers();
  const claims = claimsOf(async () => new Promise<never>(() => {}));
  const rejection = claims.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await rejection).toMatchObject({
    code: 'temporarily_unavailable',
    headers: { 'Retry-After': '5' },
    cause: 'claims of OAuthModule took longer than 1000 ms',
  });
});
