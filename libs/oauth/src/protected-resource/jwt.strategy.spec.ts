import passport from 'passport';
import { Strategy } from 'passport-jwt';
import { afterEach, expect, it, vi } from 'vitest';
import type { KeyStore } from '../keys/key-store.js';
import type { OAuthSettings } from '../oauth-settings.js';
import type { VerifiedTokens } from '../access-tokens/verified-tokens.js';
import { JwtStrategy } from './jwt.strategy.js';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = `${part({ typ: 'at+jwt', alg: 'ES256', kid: 'new' })}.${part({})}.AA`;

let strategy: JwtStrategy;
afterEach(() => strategy.onApplicationShutdown());

/** Returns the result that passport gets for a request with a token whose key is unknown. */
async function outcome(keys: Partial<KeyStore>) {
  const options = {
    side: 'backoffice',
    issuer: 'i',
    audience: 'a',
    peers: [],
  } as unknown as OAuthSettings;
  const unverified = { find: () => undefined } as unknown as VerifiedTokens;
  strategy = new JwtStrategy(options, { find: () => null, ...keys } as KeyStore, unverified);
  const outcomes = {
    success: vi.fn<Strategy['success']>(),
    fail: vi.fn<(challenge: unknown) => void>(),
    error: vi.fn<Strategy['error']>(),
  };
  // Passport does the same for each request.
  const own = Object.assign(Object.create(strategy) as Strategy, outcomes);
  const headers = { authorization: `Bearer ${token}` };
  own.authenticate({ headers } as Parameters<Strategy['authenticate']>[0]);
  await vi.waitFor(() => {
    expect(Object.values(outcomes).flatMap(({ mock }) => mock.calls)).toHaveLength(1);
  });
  return { failed: outcomes.fail.mock.calls[0]?.[0], error: outcomes.error.mock.calls[0]?.[0] };
}

const failure = new Error('keys cannot be read');

it('JwtStrategy passes on the error when the keys cannot be refreshed', async () => {
  const upToDate = async () => Promise.reject(failure);
  expect(await outcome({ isUpToDate: false, upToDate })).toEqual({
    failed: undefined,
    error: failure,
  });
});

it('JwtStrategy passes on the error when the look-up of an unknown key fails', async () => {
  const lookAgain = async () => Promise.reject(failure);
  expect(await outcome({ isUpToDate: true, lookAgain })).toEqual({
    failed: undefined,
    error: failure,
  });
});

it('JwtStrategy fails the request with unknown_key when its key is not found', async () => {
  const { failed, error } = await outcome({ isUpToDate: true, lookAgain: async () => {} });
  expect({ code: (failed as { code: string }).code, error }).toEqual({
    code: 'unknown_key',
    error: undefined,
  });
});

it('JwtStrategy leaves the strategy `jwt` of a host and the verifier of passport-jwt', async () => {
  const { JwtVerifier } = Strategy as unknown as { JwtVerifier: unknown };
  const find = (name: string) =>
    Reflect.apply(Reflect.get(passport, '_strategy'), passport, [name]);
  const own = new Strategy({ jwtFromRequest: () => null, secretOrKey: 'of the host' }, () => {});
  passport.use(own);
  try {
    await outcome({ isUpToDate: true, lookAgain: async () => {} });
    expect([find('jwt'), find(strategy.name)]).toEqual([own, strategy]);
    strategy.onApplicationShutdown();
    expect([find('jwt'), find(strategy.name)]).toEqual([own, undefined]);
    expect(Reflect.get(Strategy, 'JwtVerifier')).toBe(JwtVerifier);
    expect(String(JwtVerifier)).toContain('jwt.verify'); // not ours
  } finally {
    passport.unuse('jwt');
  }
});
