import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Refusal, RefusalRow } from './refusal.js';
import { Refusals } from './refusals.js';
import type { RefusalsRepository } from './refusals.repository.js';

const CLIENT = '5f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa';
const OTHER = '6f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa';

const bounds = {
  interval: 1,
  recorded: 10,
  recordedPerClient: 3,
  retention: 1,
  stored: 1000,
  storedPerClient: 100,
};

const refusal = (requestId: string, more: Partial<Refusal> = {}): Refusal => ({
  requestId,
  clientId: CLIENT,
  isRegistered: true,
  address: '192.0.2.7',
  method: 'GET',
  route: '/api/users',
  status: 403,
  code: 'insufficient_scope',
  description: 'no',
  ...more,
});

const stranger = (requestId: string, address: string) =>
  refusal(requestId, { clientId: undefined, isRegistered: false, address });

const written: RefusalRow[] = [];
/** The clients of each time that the table was pruned. */
const pruned: (readonly string[])[] = [];
let isAway = false;
let refusals: Refusals;

beforeEach(() => {
  written.length = 0;
  pruned.length = 0;
  isAway = false;
  const repository = {
    add: async (_: string, rows: readonly RefusalRow[]) => {
      if (isAway) throw new Error('away');
      written.push(...rows);
    },
    prune: async (_: object, clients: readonly string[]) => void pruned.push(clients),
  };
  refusals = new Refusals(
    { side: 'backoffice', refusals: bounds },
    repository as unknown as RefusalsRepository,
  );
});
afterEach(async () => refusals.onApplicationShutdown());

const requestIds = () => written.map(({ requestId }) => requestId);

describe('refused requests', () => {
  it('beyond the bound of a client are summed up by code, and hide no other client', async () => {
    for (const id of ['1', '2', '3', '4', '5']) refusals.add(refusal(id));
    refusals.add(refusal('6', { status: 429, code: 'too_many_requests' }));
    refusals.add(refusal('7', { clientId: OTHER }));
    await refusals.flush();
    expect(requestIds()).toEqual(['1', '2', '3', '7']);
    await refusals.endMinute();
    expect(written.slice(4)).toEqual([
      {
        occurredAt: expect.any(Date),
        requestId: null,
        method: null,
        route: null,
        clientId: CLIENT,
        isRegistered: true,
        address: '',
        status: 403,
        code: 'insufficient_scope',
        description: '',
        occurrences: 2,
      },
      expect.objectContaining({ code: 'too_many_requests', occurrences: 1, clientId: CLIENT }),
    ]);
  });

  it('have rows of their own again after a minute', async () => {
    for (const id of ['1', '2', '3', '4']) refusals.add(refusal(id));
    await refusals.endMinute();
    refusals.add(refusal('5'));
    await refusals.flush();
    expect(requestIds()).toEqual(['1', '2', '3', null, '5']);
  });

  it('of callers without a client have at most half of all rows', async () => {
    for (let n = 0; n < 20; n++) refusals.add(stranger(`s${n}`, `10.0.${n}.1`));
    for (const id of ['1', '2', '3']) refusals.add(refusal(id));
    await refusals.flush();
    expect(requestIds()).toEqual(['s0', 's1', 's2', 's3', 's4', '1', '2', '3']);
  });

  it('of one network count together, also with client ids that do not exist', async () => {
    for (let n = 0; n < 5; n++) {
      const clientId = `${n}f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa`;
      refusals.add(refusal(`${n}`, { clientId, isRegistered: false, address: `192.0.2.${n}` }));
    }
    await refusals.endMinute();
    expect(requestIds()).toEqual(['0', '1', '2', null]);
    expect(written[3]).toMatchObject({ address: '192.0.2.0/24', occurrences: 2 });
    expect(written[3]!.clientId).toBeUndefined();
  });

  it('drop a client id that is no id, which may be a secret in the wrong place', async () => {
    refusals.add(refusal('1', { clientId: 'lkb_secret' }));
    await refusals.flush();
    expect(written[0]).toMatchObject({ clientId: undefined, isRegistered: false });
  });

  it('of a flood fill neither the memory nor the table', async () => {
    for (let n = 0; n < 100_000; n++) {
      refusals.add(stranger(`${n}`, `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`));
      refusals.add(refusal(`c${n}`, { code: `code_${n}` }));
    }
    await refusals.endMinute();
    // Ten rows, a hundred sums, and one for all others.
    expect(written.length).toBeLessThanOrEqual(111);
    const all = written.reduce((sum, { occurrences }) => sum + occurrences, 0);
    expect(all).toBe(200_000);
    expect(written.at(-1)).toMatchObject({ address: 'other callers', code: 'several' });
  });

  it('of a registered client keep a sum of its own when strangers of many networks send more', async () => {
    for (let n = 0; n < 200; n++) refusals.add(stranger(`s${n}`, `10.0.${n}.1`));
    for (const id of ['1', '2', '3', '4', '5']) refusals.add(refusal(id));
    await refusals.endMinute();
    const sums = written.filter(({ requestId, clientId }) => requestId === null && clientId);
    expect(sums).toEqual([expect.objectContaining({ clientId: CLIENT, occurrences: 2 })]);
    const others = written.filter(({ code }) => code === 'several');
    expect(others).toEqual([expect.objectContaining({ occurrences: 145 })]);
  });

  it('are written with their sums when the server stops', async () => {
    for (const id of ['1', '2', '3', '4']) refusals.add(refusal(id));
    await refusals.onApplicationShutdown();
    expect(requestIds()).toEqual(['1', '2', '3', null]);
  });

  it('are pruned every five minutes, those of each client that has new ones', async () => {
    refusals.add(refusal('1'));
    await refusals.flush();
    expect(pruned).toEqual([]);
    const later = performance.now() + 301_000;
    const clock = vi.spyOn(performance, 'now').mockReturnValue(later);
    refusals.add(refusal('2', { clientId: OTHER }));
    refusals.add(stranger('3', '10.0.0.1'));
    await refusals.flush();
    await refusals.flush();
    clock.mockRestore();
    expect(pruned).toEqual([[CLIENT, OTHER]]);
  });

  it('stay in memory within the bound while the database is away, and are then written', async () => {
    isAway = true;
    for (const id of ['1', '2']) refusals.add(refusal(id));
    await refusals.flush();
    for (let minute = 0; minute < 5; minute++) {
      for (let n = 0; n < 9; n++) {
        refusals.add(refusal(`${minute}-${n}`, { clientId: `${n}${CLIENT.slice(1)}` }));
      }
      await refusals.endMinute();
    }
    isAway = false;
    await refusals.flush();
    await refusals.endMinute();
    expect(requestIds().slice(0, 2)).toEqual(['1', '2']);
    const all = written.reduce((sum, { occurrences }) => sum + occurrences, 0);
    expect(all).toBe(47);
    expect(requestIds().filter((id) => id !== null).length).toBeLessThanOrEqual(12);
  });
});
