import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CacheFreshness } from './cache-freshness.js';
import { SnapshotRefresher } from './snapshot-refresher.js';

/** Builds a refresher with reads that the test ends. */
function start() {
  const notifications = { connectedUntilMs: Infinity };
  const reads: { isStale: () => boolean; end: () => void; fail: () => void }[] = [];
  const refresher = new SnapshotRefresher(
    async (isStale) =>
      new Promise<void>((end, reject) =>
        reads.push({ isStale, end, fail: () => reject(new Error('no database')) }),
      ),
    new CacheFreshness(notifications, 900),
  );
  return { refresher, reads, notifications };
}

const soon = async () => pause(5);

async function startRefreshed() {
  const started = start();
  const refreshed = started.refresher.refresh();
  started.reads[0]!.end();
  await refreshed;
  return started;
}

describe('a snapshot in memory', () => {
  it('is not up to date before its first read, and is from then on', async () => {
    const { refresher, reads } = start();
    expect(refresher.isUpToDate).toBe(false);
    const refreshed = refresher.refresh();
    await soon();
    reads[0]!.end();
    await refreshed;
    expect(refresher.isUpToDate).toBe(true);
    expect(reads).toHaveLength(1);
  });

  it('is up to date for half a second when no notifications arrive', async () => {
    const { refresher, notifications } = await startRefreshed();
    expect(refresher.isUpToDate).toBe(true);
    notifications.connectedUntilMs = performance.now();
    expect(refresher.isUpToDate).toBe(true);
    await pause(520);
    expect(refresher.isUpToDate).toBe(false);
    notifications.connectedUntilMs = Infinity;
    expect(refresher.isUpToDate).toBe(true);
  });

  it('is not up to date after missed notifications, until it is read again', async () => {
    const { refresher, reads } = await startRefreshed();
    refresher.missed();
    expect(refresher.isUpToDate).toBe(false);
    reads[1]!.end();
    await soon();
    expect(refresher.isUpToDate).toBe(true);
  });

  it('is not up to date when a notified change cannot be read', async () => {
    const { refresher, reads } = await startRefreshed();
    refresher.changed();
    reads[1]!.fail();
    await soon();
    expect(refresher.isUpToDate).toBe(false);
  });
});

describe('reading a snapshot', () => {
  it('happens once more for all callers that ask during a read', async () => {
    const { refresher, reads } = start();
    const first = refresher.refresh();
    const others = [refresher.refresh(), refresher.refresh(), refresher.refresh()];
    reads[0]!.end();
    await first;
    await soon();
    expect(reads).toHaveLength(2);
    reads[1]!.end();
    await Promise.all(others);
    expect(reads).toHaveLength(2);
  });

  it('is repeated when a change made the read stale, before any caller goes on', async () => {
    const { refresher, reads } = start();
    let isOver = false;
    const refreshed = refresher.refresh().then(() => (isOver = true));
    refresher.changed();
    expect(reads[0]!.isStale()).toBe(true);
    reads[0]!.end();
    await soon();
    expect({ isOver, reads: reads.length }).toEqual({ isOver: false, reads: 2 });
    expect(reads[1]!.isStale()).toBe(false);
    reads[1]!.end();
    await refreshed;
  });

  it('fails for the caller that asked, and succeeds the next time', async () => {
    const { refresher, reads } = start();
    const refreshed = refresher.refresh();
    reads[0]!.fail();
    await expect(refreshed).rejects.toThrow('no database');
    const again = refresher.refresh();
    reads[1]!.end();
    await again;
    expect(refresher.isUpToDate).toBe(true);
  });
});

describe('the lag of a snapshot', () => {
  it('is infinite before the first read, and 0 while the snapshot is fresh', async () => {
    expect(start().refresher.lag).toBe(Infinity);
    expect((await startRefreshed()).refresher.lag).toBe(0);
  });

  it('grows from the end of notifications', async () => {
    const { refresher, notifications } = await startRefreshed();
    notifications.connectedUntilMs = performance.now();
    refresher.missed();
    await pause(50);
    expect(refresher.lag).toBeGreaterThan(0.03);
    expect(refresher.lag).toBeLessThan(2);
  });

  it('grows from a notified change that could not be read', async () => {
    const { refresher, reads } = await startRefreshed();
    refresher.changed();
    await soon();
    reads[1]!.fail();
    await pause(50);
    expect(refresher.lag).toBeGreaterThan(0.03);
    expect(refresher.lag).toBeLessThan(2);
  });
});
