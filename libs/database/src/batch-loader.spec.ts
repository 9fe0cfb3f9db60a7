import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { BatchLoader } from './batch-loader.js';

/** Makes a loader whose statements the test answers by hand; `statements` lists them in order. */
function make(maxKeys = 100) {
  const statements: { keys: string[]; answer: () => void; fail: () => void }[] = [];
  const batches = new BatchLoader<string, string>(
    async (keys) =>
      new Promise((resolve, reject) => {
        const values = keys
          .filter((key) => key !== 'nobody')
          .map((key) => [key, `${key}!`] as const);
        const answer = () => resolve(new Map(values));
        statements.push({ keys, answer, fail: () => reject(new Error('away')) });
      }),
    maxKeys,
  );
  return { batches, statements, keys: () => statements.map(({ keys }) => keys) };
}

describe('batched look-ups', () => {
  it('share a statement when started in one turn, with each key once and each answer separate', async () => {
    const { batches, statements, keys } = make();
    const values = Promise.all(['a', 'b', 'a', 'nobody'].map(async (key) => batches.find(key)));
    await setImmediate();
    expect(keys()).toEqual([['a', 'b', 'nobody']]);
    statements[0]!.answer();
    expect(await values).toEqual(['a!', 'b!', 'a!', undefined]);
  });

  it('wait while a statement runs, and then share the next one', async () => {
    const { batches, statements, keys } = make();
    const values: Promise<string | undefined>[] = [];
    for (const key of ['a', 'b', 'c', 'd']) {
      values.push(batches.find(key));
      await setImmediate();
    }
    expect(keys()).toEqual([['a']]);
    statements[0]!.answer();
    await setImmediate();
    expect(keys()).toEqual([['a'], ['b', 'c', 'd']]);
    statements[1]!.answer();
    expect(await Promise.all(values)).toEqual(['a!', 'b!', 'c!', 'd!']);
  });

  it('do not wait long for a slow statement: the next one starts beside it', async () => {
    const { batches, statements, keys } = make();
    const slow = batches.find('a');
    await setImmediate();
    const next = batches.find('b');
    await expect.poll(keys, { interval: 10 }).toEqual([['a'], ['b']]);
    statements[1]!.answer();
    expect(await next).toBe('b!');
    statements[0]!.answer();
    expect(await slow).toBe('a!');
  });

  it('repeat the query for a key in progress, whose answer may be older than the call', async () => {
    const { batches, statements, keys } = make();
    const first = batches.find('a');
    await setImmediate();
    const second = batches.find('a');
    statements[0]!.answer();
    await setImmediate();
    expect(keys()).toEqual([['a'], ['a']]);
    statements[1]!.answer();
    expect(await Promise.all([first, second])).toEqual(['a!', 'a!']);
  });

  it('put at most the maximum number of keys into one statement', async () => {
    const { batches, statements, keys } = make(2);
    const values = Promise.all(['a', 'b', 'c', 'd', 'e'].map(async (key) => batches.find(key)));
    await setImmediate();
    for (const [at, keysOfOne] of [['a', 'b'], ['c', 'd'], ['e']].entries()) {
      expect(keys()[at]).toEqual(keysOfOne);
      statements[at]!.answer();
      await setImmediate();
    }
    expect(await values).toEqual(['a!', 'b!', 'c!', 'd!', 'e!']);
  });

  it('fail together with their batch, and the next batch succeeds', async () => {
    const { batches, statements } = make();
    const together = Promise.allSettled(['a', 'b'].map(async (key) => batches.find(key)));
    await setImmediate();
    statements[0]!.fail();
    const states = (await together).map(({ status }) => status);
    expect(states).toEqual(['rejected', 'rejected']);
    const next = batches.find('a');
    await setImmediate();
    statements[1]!.answer();
    expect(await next).toBe('a!');
  });

  it('succeed after an earlier look-up threw synchronously', async () => {
    const select = vi.fn<() => Promise<Map<string, string>>>(async () => new Map([['a', 'a!']]));
    select.mockImplementationOnce(() => {
      throw new Error('a bug');
    });
    const batches = new BatchLoader<string, string>(select, 100);
    await expect(batches.find('a')).rejects.toThrow('a bug');
    expect(await batches.find('a')).toBe('a!');
  });
});
