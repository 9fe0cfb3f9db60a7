import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { BatchLoader } from './batch-loader.js';

/** Statements that wait until they are answered by hand; what is under way, in order. */
function make(most = 100) {
  const asked: { keys: string[]; answer: () => void; fail: () => void }[] = [];
  const batches = new BatchLoader<string>(
    async (keys) =>
      new Promise((resolve, reject) => {
        const values = keys
          .filter((key) => key !== 'nobody')
          .map((key) => [key, `${key}!`] as const);
        const answer = () => resolve(new Map(values));
        asked.push({ keys, answer, fail: () => reject(new Error('away')) });
      }),
    most,
  );
  return { batches, asked, keys: () => asked.map(({ keys }) => keys) };
}

describe('look-ups', () => {
  it('of one turn go together, each key once, and each has its own answer', async () => {
    const { batches, asked, keys } = make();
    const values = Promise.all(['a', 'b', 'a', 'nobody'].map(async (key) => batches.find(key)));
    await setImmediate();
    expect(keys()).toEqual([['a', 'b', 'nobody']]);
    asked[0]!.answer();
    expect(await values).toEqual(['a!', 'b!', 'a!', undefined]);
  });

  it('wait while one is under way, and then go together', async () => {
    const { batches, asked, keys } = make();
    const values: Promise<string | undefined>[] = [];
    for (const key of ['a', 'b', 'c', 'd']) {
      values.push(batches.find(key));
      await setImmediate();
    }
    expect(keys()).toEqual([['a']]);
    asked[0]!.answer();
    await setImmediate();
    expect(keys()).toEqual([['a'], ['b', 'c', 'd']]);
    asked[1]!.answer();
    expect(await Promise.all(values)).toEqual(['a!', 'b!', 'c!', 'd!']);
  });

  it('do not wait for long: a slow one is under way beside the next', async () => {
    const { batches, asked, keys } = make();
    const slow = batches.find('a');
    await setImmediate();
    const next = batches.find('b');
    await expect.poll(keys, { interval: 10 }).toEqual([['a'], ['b']]);
    asked[1]!.answer();
    expect(await next).toBe('b!');
    asked[0]!.answer();
    expect(await slow).toBe('a!');
  });

  it('of a key that is being looked for ask again: that answer may be older than the call', async () => {
    const { batches, asked, keys } = make();
    const first = batches.find('a');
    await setImmediate();
    const second = batches.find('a');
    asked[0]!.answer();
    await setImmediate();
    expect(keys()).toEqual([['a'], ['a']]);
    asked[1]!.answer();
    expect(await Promise.all([first, second])).toEqual(['a!', 'a!']);
  });

  it('are at the most as many as fit into one statement', async () => {
    const { batches, asked, keys } = make(2);
    const values = Promise.all(['a', 'b', 'c', 'd', 'e'].map(async (key) => batches.find(key)));
    await setImmediate();
    for (const [at, keysOfOne] of [['a', 'b'], ['c', 'd'], ['e']].entries()) {
      expect(keys()[at]).toEqual(keysOfOne);
      asked[at]!.answer();
      await setImmediate();
    }
    expect(await values).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
  });

  it('that fail, fail for those who asked together, and not for the next', async () => {
    const { batches, asked } = make();
    const together = Promise.allSettled(['a', 'b'].map(async (key) => batches.find(key)));
    await setImmediate();
    asked[0]!.fail();
    const states = (await together).map(({ status }) => status);
    expect(states).toEqual(['rejected', 'rejected']);
    const next = batches.find('a');
    await setImmediate();
    asked[1]!.answer();
    expect(await next).toBe('a!');
  });

  it('that throw before they begin are followed by others', async () => {
    const select = vi.fn<() => Promise<Map<string, string>>>(async () => new Map([['a', 'a!']]));
    select.mockImplementationOnce(() => {
      throw new Error('a bug');
    });
    const batches = new BatchLoader<string>(select, 100);
    await expect(batches.find('a')).rejects.toThrow('a bug');
    expect(await batches.find('a')).toBe('a!');
  });
});
