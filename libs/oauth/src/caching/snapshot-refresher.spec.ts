import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CacheFreshness } from './cache-freshness.js';
import { SnapshotRefresher } from './snapshot-refresher.js';

/** Something that is read when the test says so. */
function start() {
  const notifications = { connectedUntilMs: Infinity };
  const reads: { isStale: () => boolean; end: () => void; fail: () => void }[] = [];
  const refreshment = new SnapshotRefresher(
    async (isStale) =>
      new Promise<void>((end, reject) =>
        reads.push({ isStale, end, fail: () => reject(new Error('no database')) }),
      ),
    new CacheFreshness(notifications, 900),
  );
  return { refreshment, reads, notifications };
}

const soon = async () => pause(5);

describe('what is in memory', () => {
  it('is not believed before it was read, and is from then on', async () => {
    const { refreshment, reads } = start();
    expect(refreshment.isUpToDate).toBe(false);
    const refreshed = refreshment.refresh();
    await soon();
    reads[0]!.end();
    await refreshed;
    expect(refreshment.isUpToDate).toBe(true);
    expect(reads).toHaveLength(1);
  });

  it('is believed for half a second when nobody would tell of a change', async () => {
    const { refreshment, reads, notifications } = start();
    const refreshed = refreshment.refresh();
    reads[0]!.end();
    await refreshed;
    expect(refreshment.isUpToDate).toBe(true);
    notifications.connectedUntilMs = performance.now();
    expect(refreshment.isUpToDate).toBe(true);
    await pause(520);
    expect(refreshment.isUpToDate).toBe(false);
    notifications.connectedUntilMs = Infinity;
    expect(refreshment.isUpToDate).toBe(true);
  });

  it('is not believed when something was missed, until it is read again', async () => {
    const { refreshment, reads } = start();
    const refreshed = refreshment.refresh();
    reads[0]!.end();
    await refreshed;
    refreshment.missed();
    expect(refreshment.isUpToDate).toBe(false);
    reads[1]!.end();
    await soon();
    expect(refreshment.isUpToDate).toBe(true);
  });

  it('is not believed when a change that was told of cannot be read', async () => {
    const { refreshment, reads } = start();
    const refreshed = refreshment.refresh();
    reads[0]!.end();
    await refreshed;
    refreshment.changed();
    reads[1]!.fail();
    await soon();
    expect(refreshment.isUpToDate).toBe(false);
  });
});

describe('reading', () => {
  it('is done once more for all who ask meanwhile', async () => {
    const { refreshment, reads } = start();
    const first = refreshment.refresh();
    const others = [refreshment.refresh(), refreshment.refresh(), refreshment.refresh()];
    reads[0]!.end();
    await first;
    await soon();
    expect(reads).toHaveLength(2);
    reads[1]!.end();
    await Promise.all(others);
    expect(reads).toHaveLength(2);
  });

  it('is done again when what was read is too old, before anybody goes on', async () => {
    const { refreshment, reads } = start();
    let isOver = false;
    const refreshed = refreshment.refresh().then(() => (isOver = true));
    refreshment.changed();
    expect(reads[0]!.isStale()).toBe(true);
    reads[0]!.end();
    await soon();
    expect({ isOver, reads: reads.length }).toEqual({ isOver: false, reads: 2 });
    expect(reads[1]!.isStale()).toBe(false);
    reads[1]!.end();
    await refreshed;
  });

  it('fails for who asked, and succeeds the next time', async () => {
    const { refreshment, reads } = start();
    const refreshed = refreshment.refresh();
    reads[0]!.fail();
    await expect(refreshed).rejects.toThrow('no database');
    const again = refreshment.refresh();
    reads[1]!.end();
    await again;
    expect(refreshment.isUpToDate).toBe(true);
  });
});
