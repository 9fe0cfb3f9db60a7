import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DatabaseUnavailable } from '#database';
import { RevokedTokens } from './revoked-tokens.js';

/** Seconds. */
const STALE_FOR = 10;
const HOUR = 3600;

let rows: Map<string, number>;
let failure: Error | null;
let queries: number;
let notifications: { connectedUntilMs: number };
let notified: (payload: string) => void;
let missed: () => void;
let revoked: RevokedTokens;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['performance', 'Date', 'setTimeout', 'clearTimeout'] });
  rows = new Map();
  failure = null;
  queries = 0;
  notifications = { connectedUntilMs: Infinity };
  const answer = async <Answer>(give: () => Answer): Promise<Answer> => {
    queries += 1;
    if (failure) throw failure;
    return give();
  };
  const repository = {
    has: async (_side: string, jti: string) => answer(() => rows.has(jti)),
    readAll: async (_side: string, take: (page: object[]) => void) =>
      answer(() => take(Array.from(rows, ([jti, expiresAt]) => ({ jti, expiresAt })))),
    purge: async () => answer(() => {}),
  };
  const listen = (
    _channel: string,
    listener: { notified: typeof notified; missed: typeof missed },
  ) => ({ notified, missed } = listener);
  const options = { side: 'backoffice', clientCache: { staleFor: STALE_FOR } };
  revoked = new RevokedTokens(
    options as never,
    repository as never,
    Object.assign(notifications, { listen }) as never,
  );
  await revoked.onModuleInit();
  queries = 0;
});
afterEach(() => {
  revoked.onApplicationShutdown();
  vi.useRealTimers();
});

const now = () => Math.floor(Date.now() / 1000);

/** Cuts the process off from its database, whose notifications arrived until now. */
function disconnect(): void {
  failure = new DatabaseUnavailable('no answer');
  notifications.connectedUntilMs = performance.now();
}

describe('a token that is not revoked', () => {
  it('needs no query while notifications arrive', async () => {
    expect(await revoked.isRevoked(randomUUID())).toBe(false);
    expect(queries).toBe(0);
  });

  it('is accepted without the database for staleFor, and then no longer', async () => {
    disconnect();
    await vi.advanceTimersByTimeAsync(STALE_FOR * 1000 - 1);
    expect(await revoked.isRevoked(randomUUID())).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await expect(revoked.isRevoked(randomUUID())).rejects.toThrow('no answer');
  });

  it('is looked up while notifications may be missing, and is accepted each time', async () => {
    const jti = randomUUID();
    notifications.connectedUntilMs = performance.now();
    await vi.advanceTimersByTimeAsync(1000);
    expect([await revoked.isRevoked(jti), await revoked.isRevoked(jti)]).toEqual([false, false]);
    expect(queries).toBe(2);
    expect(revoked.size).toBe(0);
  });

  it('is not accepted when the query fails although the database answers', async () => {
    disconnect();
    await vi.advanceTimersByTimeAsync(1000);
    failure = new Error('a bug');
    await expect(revoked.isRevoked(randomUUID())).rejects.toThrow('a bug');
  });
});

describe('a revoked token', () => {
  it('stays revoked however long the database is away', async () => {
    const [read, announced] = [randomUUID(), randomUUID()];
    rows.set(read, now() + HOUR);
    missed();
    await vi.advanceTimersByTimeAsync(0);
    notified(`${announced} ${now() + HOUR}`);
    disconnect();
    await vi.advanceTimersByTimeAsync(STALE_FOR * 2000);
    expect(await revoked.isRevoked(read)).toBe(true);
    expect(await revoked.isRevoked(announced)).toBe(true);
  });

  it('is found in the database while notifications may be missing, and is kept then', async () => {
    const jti = randomUUID();
    notifications.connectedUntilMs = performance.now();
    await vi.advanceTimersByTimeAsync(1000);
    rows.set(jti, now() + HOUR);
    expect(await revoked.isRevoked(jti)).toBe(true);
    failure = new DatabaseUnavailable('no answer');
    expect(await revoked.isRevoked(jti)).toBe(true);
  });

  it('is not shortened by a later notification', async () => {
    const jti = randomUUID();
    notified(`${jti} ${now() + 3 * HOUR}`);
    notified(`${jti} ${now() + 1}`);
    await vi.advanceTimersByTimeAsync(2 * HOUR * 1000);
    await revoked.purge();
    expect(await revoked.isRevoked(jti)).toBe(true);
  });

  it('is not shortened by a read either', async () => {
    const jti = randomUUID();
    notified(`${jti} ${now() + 3 * HOUR}`);
    rows.set(jti, now() + 1);
    missed();
    await vi.advanceTimersByTimeAsync(2 * HOUR * 1000);
    await revoked.purge();
    expect(await revoked.isRevoked(jti)).toBe(true);
  });

  it('leaves memory an hour after it has expired', async () => {
    notified(`${randomUUID()} ${now() + 60}`);
    await vi.advanceTimersByTimeAsync((58 + HOUR) * 1000);
    await revoked.purge();
    expect(revoked.size).toBe(1);
    await vi.advanceTimersByTimeAsync(3000);
    await revoked.purge();
    expect(revoked.size).toBe(0);
  });
});

describe('ten thousand notifications', () => {
  const notify = (count: number) =>
    Array.from({ length: count }, () => {
      const jti = randomUUID();
      notified(`${jti} ${now() + HOUR}`);
      return jti;
    });

  it('fewer stay in memory when all revocations are read, as their rows may still be missing', async () => {
    const [jti] = notify(9_999);
    missed();
    await vi.advanceTimersByTimeAsync(0);
    expect(await revoked.isRevoked(jti!)).toBe(true);
    expect(revoked.size).toBe(9_999);
  });

  it('cause a read, after which those without a row have left memory', async () => {
    const [stored, forged] = notify(9_999);
    rows.set(stored!, now() + HOUR);
    notify(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(await revoked.isRevoked(stored!)).toBe(true);
    expect(await revoked.isRevoked(forged!)).toBe(false);
    expect(revoked.size).toBe(1);
  });

  it('cause a read, which drops none that arrives during it', async () => {
    notify(10_000);
    const [during] = notify(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(await revoked.isRevoked(during!)).toBe(true);
  });
});

describe('a failed read of all revocations', () => {
  it('is repeated after a second', async () => {
    const jti = randomUUID();
    rows.set(jti, now() + HOUR);
    failure = new DatabaseUnavailable('no answer');
    missed();
    await vi.advanceTimersByTimeAsync(999);
    failure = null;
    expect(revoked.size).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(revoked.size).toBe(1);
  });
});
