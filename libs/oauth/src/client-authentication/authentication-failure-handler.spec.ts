import { beforeEach, describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '#database';
import { AuthenticationFailureHandler } from './authentication-failure-handler.js';

const CLIENT_ID = '8a1f1f3e-2c5d-4c3b-9a55-0d5a4d0c3b11';

const client = { clientId: CLIENT_ID } as never;
const network = '192.0.2.0/24';
const reason = 'wrong_secret' as const;

/** A timer of Node.js can fire up to a millisecond early. */
const TIMER_PRECISION_MS = 1;

/** Milliseconds from the arrival of a request until its answer. */
let answerAfter: number;
let count: () => Promise<number | null>;

beforeEach(() => {
  answerAfter = 40;
  count = async () => null;
});

function handler(): AuthenticationFailureHandler {
  return new AuthenticationFailureHandler(
    { failedAttempts: { answerAfter } } as never,
    { count, blockedFor: async () => 7 } as never,
    { add: () => {} } as never,
    { denied: () => {} } as never,
    { authenticationFailed: () => {} } as never,
    { authenticationFailed: () => {} } as never,
  );
}

const requesterAt = (arrivedAtMs: number) => ({
  authorization: undefined,
  address: '192.0.2.1',
  requestId: 'r',
  arrivedAtMs,
});

type Requester = ReturnType<typeof requesterAt>;

const REJECTIONS: [string, (requester: Requester) => Promise<unknown>, object][] = [
  [
    'of a wrong secret',
    async (requester) => handler().reject({ clientId: CLIENT_ID, reason, requester, client }),
    { code: 'invalid_client' },
  ],
  [
    'of an unknown client',
    async (requester) => handler().reject({ clientId: 'nobody', reason, requester, client: null }),
    { code: 'invalid_client' },
  ],
  [
    'from a locked network',
    async (requester) => {
      count = async () => 9;
      return handler().reject({ clientId: CLIENT_ID, reason, requester, client });
    },
    { code: 'too_many_requests', headers: { 'Retry-After': '9' } },
  ],
  [
    'of correct credentials from a blocked network',
    async (requester) =>
      handler()
        .requireUnblocked({ client, network, requester })
        .catch((error: unknown) => error),
    { code: 'too_many_requests', headers: { 'Retry-After': '7' } },
  ],
  [
    'while the failure cannot be counted',
    async (requester) => {
      count = async () => Promise.reject(new DatabaseUnavailable('no answer'));
      return handler().reject({ clientId: CLIENT_ID, reason, requester, client });
    },
    { code: 'temporarily_unavailable', headers: { 'Retry-After': '5' } },
  ],
];

describe.each(REJECTIONS)('the rejection %s', (_, reject, expected) => {
  it('comes no sooner than answerAfter after the arrival', async () => {
    const arrivedAtMs = performance.now();
    expect(await reject(requesterAt(arrivedAtMs))).toMatchObject(expected);
    expect(performance.now() - arrivedAtMs).toBeGreaterThan(answerAfter - TIMER_PRECISION_MS);
  });

  it('waits only for the rest of the time since the arrival', async () => {
    answerAfter = 600_000;
    const arrivedAtMs = performance.now() - answerAfter + 40;
    expect(await reject(requesterAt(arrivedAtMs))).toMatchObject(expected);
    expect(performance.now() - arrivedAtMs).toBeGreaterThan(answerAfter - TIMER_PRECISION_MS);
  });
});

it('throws an error that is not an outage of the database', async () => {
  count = async () => Promise.reject(new Error('a bug'));
  const failure = { clientId: CLIENT_ID, reason, requester: requesterAt(0), client };
  await expect(handler().reject(failure)).rejects.toThrow('a bug');
});
