import { PassThrough, Writable } from 'node:stream';
import { runCommandLine } from '../../apps/cli/src/run-command-line.js';
import type { ProgramOptions } from './commands.js';

/** The environment and the input of a command. */
interface Options extends Pick<ProgramOptions, 'environment' | 'input'> {
  /** Width of the terminal that the command runs on; by default it runs in a pipe. */
  columns?: number;
}

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
  { environment, input = '', columns }: Options,
  ...words: string[]
): Promise<Result> {
  const [stdout, stderr] = [new Collector(columns), new Collector(columns)];
  const stdin = Object.assign(new PassThrough().end(input), { isTTY: columns !== undefined });
  const terminal = { env: environment, stdin, stdout, stderr };
  const code = await runCommandLine(words, terminal);
  return { code, output: stdout.text, errors: stderr.text };
}

/** Collects what is written. */
class Collector extends Writable {
  text = '';
  readonly isTTY: boolean;

  constructor(readonly columns: number | undefined) {
    super({ decodeStrings: false });
    this.isTTY = columns !== undefined;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}
