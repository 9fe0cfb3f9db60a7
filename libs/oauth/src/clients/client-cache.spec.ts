import { describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '#database';
import { ClientCache } from './client-cache.js';
import type { ClientSnapshot } from './client-snapshot.js';

/** A read of the database, which the test ends. */
interface Read {
  clientId: string;
  end: (client: ClientSnapshot | null) => void;
  fail: (error: Error) => void;
}

type Listener = { notified: (payload: string) => void; missed: () => void };

/** A client as a read found it; `version` distinguishes the reads. */
const client = (clientId: string, version = 1) =>
  ({ clientId, accessTokenLifetime: version }) as ClientSnapshot;

function start({ size = 10, staleFor = 900 } = {}) {
  const reads: Read[] = [];
  let listener: Listener | undefined;
  const notifications = {
    connectedUntilMs: Infinity,
    listen: (_channel: string, listening: Listener) => (listener = listening),
  };
  const find = async (clientId: string) =>
    new Promise<ClientSnapshot | null>((end, fail) => reads.push({ clientId, end, fail }));
  const options = { side: 'backoffice', clientCache: { size, staleFor, lifetime: 60 } };
  const cache = new ClientCache(options as never, { find } as never, notifications as never);
  const remember = async (clientId: string) => {
    const loading = cache.load(clientId);
    reads.at(-1)!.end(client(clientId));
    await loading;
  };
  /** Loads a known client again, with a read that fails. */
  const failingLoad = async (error: Error) => {
    const loaded = cache.load('one');
    await settled();
    reads.at(-1)!.fail(error);
    return loaded;
  };
  return { cache, reads, notifications, changes: listener!, remember, failingLoad };
}

/** Lets everything run that waits for no read. */
const settled = async () => new Promise((resolve) => setImmediate(resolve));

describe('the cache of clients', () => {
  it('holds at most clients.cache.size clients, and drops one that was not used', async () => {
    const { cache, remember } = start({ size: 2 });
    await remember('one');
    await remember('two');
    cache.findInMemory('one');
    await remember('three');
    expect(['one', 'two', 'three'].map((id) => cache.findInMemory(id))).toEqual([
      client('one'),
      null,
      client('three'),
    ]);
    expect(cache.findStale('two')).toBeNull();
  });

  it('does not cache that a client does not exist, and then drops the client', async () => {
    const { cache, reads, remember } = start();
    await remember('one');
    const reloaded = cache.reload('one');
    await settled();
    reads[1]!.end(null);
    expect(await reloaded).toBeNull();
    expect([cache.findInMemory('one'), cache.findStale('one')]).toEqual([null, null]);
  });

  it('keeps its clients when callers make up ids', async () => {
    const { cache, reads, remember } = start({ size: 1 });
    await remember('one');
    const loaded = cache.load('made up');
    reads[1]!.end(null);
    expect(await loaded).toBeNull();
    expect(cache.findInMemory('one')).toEqual(client('one'));
  });

  it.each([
    ['of the client', 'one', null],
    ['of all clients', '*', null],
    ['of another client', 'two', client('one')],
  ])('drops a client after a change %s only', async (_, payload, kept) => {
    const { cache, changes, remember } = start();
    await remember('one');
    changes.notified(payload);
    expect([cache.findInMemory('one'), cache.findStale('one')]).toEqual([kept, kept]);
  });

  it('shares one read between concurrent calls', async () => {
    const { cache, reads } = start();
    const loaded = Promise.all([cache.load('one'), cache.load('one')]);
    await settled();
    expect(reads).toHaveLength(1);
    reads[0]!.end(client('one'));
    expect(await loaded).toEqual([client('one'), client('one')]);
  });
});

describe('a read of a client that began before a change', () => {
  it.each([
    ['of the client', ({ notified }: Listener) => notified('one')],
    ['of all clients', ({ notified }: Listener) => notified('*')],
    ['that was possibly missed', ({ missed }: Listener) => missed()],
  ])('%s is not cached', async (_, change) => {
    const { cache, reads, changes } = start();
    const loaded = cache.load('one');
    await settled();
    change(changes);
    reads[0]!.end(client('one', 1));
    expect(await loaded).toEqual(client('one', 1));
    expect(cache.findInMemory('one')).toBeNull();
    expect(cache.findStale('one')).toBeNull();
  });

  it('does not replace what a read after the change has found', async () => {
    const { cache, reads, changes } = start();
    const before = cache.load('one');
    await settled();
    changes.notified('one');
    const after = cache.load('one');
    await settled();
    expect(reads).toHaveLength(2);
    reads[1]!.end(client('one', 2));
    expect(await after).toEqual(client('one', 2));
    reads[0]!.end(client('one', 1));
    await before;
    expect(cache.findInMemory('one')).toEqual(client('one', 2));
  });

  it('does not end the sharing of a read after the change', async () => {
    const { cache, reads, changes } = start();
    const before = cache.load('one');
    changes.notified('one');
    const after = cache.load('one');
    reads[0]!.end(client('one', 1));
    await before;
    const shared = cache.load('one');
    reads[1]!.end(client('one', 2));
    expect(await Promise.all([after, shared])).toEqual([client('one', 2), client('one', 2)]);
    expect(reads).toHaveLength(2);
  });

  it('of another client is cached', async () => {
    const { cache, reads, changes } = start();
    const loaded = cache.load('one');
    await settled();
    changes.notified('two');
    reads[0]!.end(client('one'));
    await loaded;
    expect(cache.findInMemory('one')).toEqual(client('one'));
  });
});

describe('a reload', () => {
  it('begins its read after the running one, which may be older than a new secret', async () => {
    const { cache, reads } = start();
    const loaded = cache.load('one');
    const reloaded = cache.reload('one');
    await settled();
    expect(reads).toHaveLength(1);
    reads[0]!.end(client('one', 1));
    await loaded;
    await settled();
    expect(reads).toHaveLength(2);
    reads[1]!.end(client('one', 2));
    expect(await reloaded).toEqual(client('one', 2));
    expect(cache.findInMemory('one')).toEqual(client('one', 2));
  });

  it('succeeds when the running read fails', async () => {
    const { cache, reads } = start();
    const loaded = cache.load('one').catch((error: Error) => error.message);
    const reloaded = cache.reload('one');
    await settled();
    reads[0]!.fail(new DatabaseUnavailable('no answer'));
    expect(await loaded).toContain('no answer');
    await settled();
    reads[1]!.end(client('one'));
    expect(await reloaded).toEqual(client('one'));
  });
});

describe('a stale client', () => {
  it('is used while the database does not answer, for at most staleFor', async () => {
    const { cache, notifications, changes, remember, failingLoad } = start();
    await remember('one');
    notifications.connectedUntilMs = performance.now();
    changes.missed();
    expect(cache.findInMemory('one')).toBeNull();
    expect(await failingLoad(new DatabaseUnavailable('no answer'))).toEqual(client('one'));
  });

  it('is not used when staleFor is over', async () => {
    const { notifications, changes, remember, failingLoad } = start({ staleFor: 0 });
    await remember('one');
    notifications.connectedUntilMs = performance.now();
    changes.missed();
    const unavailable = new DatabaseUnavailable('no answer');
    await expect(failingLoad(unavailable)).rejects.toThrow('no answer');
  });

  it('does not hide another failure than that of the database', async () => {
    const { changes, remember, failingLoad } = start();
    await remember('one');
    changes.missed();
    await expect(failingLoad(new Error('a bug'))).rejects.toThrow('a bug');
  });

  it('is not used by a reload', async () => {
    const { cache, reads, remember } = start();
    await remember('one');
    const reloaded = cache.reload('one');
    await settled();
    reads[1]!.fail(new DatabaseUnavailable('no answer'));
    await expect(reloaded).rejects.toThrow('no answer');
    expect(cache.findInMemory('one')).toEqual(client('one'));
  });
});
