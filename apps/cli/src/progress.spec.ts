import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Report, withProgress } from './progress.js';
import { withTerminal } from './terminal.js';

/** Works for two seconds: one unit in each tenth of a second. */
async function work(report: Report): Promise<string> {
  for (let done = 1; done <= 20; done += 1) {
    vi.advanceTimersByTime(100);
    report(done, 20);
  }
  return 'done';
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** Returns the texts that the work writes to standard error. */
async function written(isTTY: boolean, task: typeof work): Promise<string[]> {
  const texts: string[] = [];
  const stderr = Object.assign(
    new Writable({
      decodeStrings: false,
      write(text: string, _encoding, done) {
        texts.push(text);
        done();
      },
    }),
    { isTTY },
  );
  const stdout = new PassThrough();
  await withTerminal({ env: {}, stdin: new PassThrough(), stdout, stderr }, async () => {
    expect(await withProgress(['verified', 'events'], task)).toBe('done');
  });
  return texts;
}

describe('the progress of long work', () => {
  it('is shown on one line of a terminal after a second, and erased at the end', async () => {
    const texts = await written(true, work);
    expect(texts).toEqual([
      ...[10, 12, 14, 16, 18, 20].map((done) => `\r\u001b[Kverified ${done} of 20 events`),
      '\r\u001b[K',
    ]);
  });

  it('is not shown for short work, nor where standard error is no terminal', async () => {
    const short = async (report: Report) => {
      report(1);
      return 'done';
    };
    expect(await written(true, short)).toEqual([]);
    expect(await written(false, work)).toEqual([]);
  });

  it('is erased before the error of work that fails', async () => {
    const failing = async (report: Report) => {
      await work(report);
      throw new Error('broken');
    };
    const texts: string[] = [];
    const stderr = Object.assign(new PassThrough(), { isTTY: true });
    stderr.on('data', (text: Buffer) => texts.push(text.toString()));
    const terminal = { env: {}, stdin: new PassThrough(), stdout: new PassThrough(), stderr };
    await withTerminal(terminal, async () => {
      await expect(withProgress(['exported', 'events'], failing)).rejects.toThrow('broken');
    });
    expect(texts.join('').endsWith('\r\u001b[K')).toBe(true);
  });
});
