import { PassThrough, Writable } from 'node:stream';
import { runCommandLine } from '../../apps/cli/src/run-command-line.js';
import type { ProgramOptions } from './commands.js';

interface Result {
  code: unknown;
  output: string;
  errors: string;
}

/**
 * Runs one `latchkey` command in this process, from the sources. Tests of signals, of the streams of a
 * process or of the log use `latchkeyProcess`, which takes two seconds of CPU time.
 */
export async function latchkey(
  { environment, input = '' }: ProgramOptions,
  ...words: string[]
): Promise<Result> {
  const [stdout, stderr] = [new Collector(), new Collector()];
  const terminal = { env: environment, stdin: new PassThrough().end(input), stdout, stderr };
  const code = await runCommandLine(words, terminal);
  return { code, output: stdout.text, errors: stderr.text };
}

/** Collects what is written. */
class Collector extends Writable {
  text = '';

  constructor() {
    super({ decodeStrings: false });
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}
