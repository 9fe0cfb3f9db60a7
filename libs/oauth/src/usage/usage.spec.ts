import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OAuthSettings } from '../oauth-settings.js';
import type { UsageOfClient, UsageRepository } from './usage.repository.js';
import { Usage } from './usage.js';

/** Seconds. */
const INTERVAL = 10;
const HOUR = 3600;

/** Numbers of the writes that fail, from 1. */
let failing: number[];
/** The tokens of each client, by write. */
let writes: Record<string, number>[];
/** The networks of all clients, in the last write. */
let networks: string[];
let deletions: number[];
let usage: Usage;

beforeEach(() => {
  vi.useFakeTimers();
  failing = [];
  writes = [];
  deletions = [];
  const repository = {
    add: async (usages: readonly UsageOfClient[]) => {
      writes.push(Object.fromEntries(usages.map(([id, { tokens }]) => [id, tokens])));
      networks = usages.flatMap(([, counts]) => [...counts.networks]);
      if (failing.includes(writes.length)) throw new Error('the database is away');
    },
    deleteOlderThan: async (days: number) => void deletions.push(days),
  } as unknown as UsageRepository;
  usage = new Usage({ usage: { interval: INTERVAL, retention: 400 } } as OAuthSettings, repository);
  usage.onModuleInit();
});
afterEach(async () => {
  await usage.onApplicationShutdown();
  vi.useRealTimers();
});

function issue(...clientIds: string[]): void {
  const by = { secret: { id: 's' }, address: '192.0.2.1', network: '192.0.2.0/24' };
  for (const clientId of clientIds)
    usage.tokenIssued({ client: { clientId, isPublic: false }, ...by });
}

const pass = async (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

describe('usage counts', () => {
  it('are written once in each interval', async () => {
    issue('one', 'one', 'two');
    await pass(INTERVAL - 1);
    expect(writes).toEqual([]);
    await pass(1);
    await pass(INTERVAL);
    issue('one');
    await pass(INTERVAL);
    expect(writes).toEqual([{ one: 2, two: 1 }, { one: 1 }]);
  });

  it('of a failed write are written again unchanged, and later ones after them', async () => {
    failing = [1, 2];
    issue('one');
    await pass(INTERVAL);
    issue('one', 'two');
    await pass(INTERVAL);
    await pass(INTERVAL);
    expect(writes).toEqual([{ one: 1 }, { one: 1 }, { one: 1 }, { one: 1, two: 1 }]);
  });

  it('of many clients are written in parts, and no finished part is written again', async () => {
    failing = [2];
    issue(...Array.from({ length: 1001 }, (_, index) => `client ${index}`));
    await pass(INTERVAL);
    await pass(INTERVAL);
    const parts = writes.map((write) => [Object.keys(write)[0], Object.keys(write).length]);
    expect(parts).toEqual([
      ['client 0', 500],
      ['client 500', 500],
      ['client 500', 500],
      ['client 1000', 1],
    ]);
  });

  it('have at most a hundred networks for each client', async () => {
    for (let n = 0; n < 101; n += 1) {
      const from = { address: `10.0.${n}.1`, network: `10.0.${n}.0/24` };
      const client = { clientId: 'one', isPublic: false };
      usage.authenticated({ client, secret: null, ...from });
    }
    await pass(INTERVAL);
    expect(networks).toHaveLength(100);
  });

  it('have no networks for a public client', async () => {
    const from = { address: '192.0.2.1', network: '192.0.2.0/24' };
    usage.tokenIssued({ client: { clientId: 'one', isPublic: true }, secret: null, ...from });
    await pass(INTERVAL);
    expect(networks).toEqual([]);
  });

  it('are written when the process ends', async () => {
    issue('one');
    await usage.onApplicationShutdown();
    expect(writes).toEqual([{ one: 1 }]);
  });

  it('that are older than the retention are deleted at most once an hour', async () => {
    await pass(HOUR - INTERVAL);
    expect(deletions).toEqual([400]);
    await pass(2 * INTERVAL);
    expect(deletions).toEqual([400, 400]);
  });
});
