import { AsyncLocalStorage } from 'node:async_hooks';
import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Config } from '#config';

/** The environment variables and streams of one run of the command line, such as `process`. */
export interface Terminal {
  env: Record<string, string | undefined>;
  stdin: Readable & Partial<Pick<ReadStream, 'isTTY'>>;
  stdout: Screen;
  stderr: Screen;
  /** Called before a command loads modules that write to the log of Nest. */
  prepareLog?(): Promise<void>;
}

/** A stream for output. Only that of a terminal has `isTTY` and its width in `columns`. */
export type Screen = Writable & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>;

interface Run {
  terminal: Terminal;
  exitCode: number;
  /** The configuration, once a function has read it. Validation takes 40 ms of processor time. */
  config?: Promise<Config>;
}

/** The run that the current function belongs to. A process may have several at the same time. */
const runs = new AsyncLocalStorage<Run>();

/** Runs `work` with the terminal, and returns the exit code that it has set; by default 0. */
export async function withTerminal(terminal: Terminal, work: () => Promise<void>): Promise<number> {
  const run: Run = { terminal, exitCode: 0 };
  await runs.run(run, work);
  return run.exitCode;
}

/** Returns the terminal of the current run. */
export function currentTerminal(): Terminal {
  return currentRun().terminal;
}

export function setExitCode(code: number): void {
  currentRun().exitCode = code;
}

/** Returns the path of config.yml, as `loadConfig` finds it. */
export function configPath(): string {
  return resolve(currentTerminal().env.LATCHKEY_CONFIG || 'config.yml');
}

/** Reads config.yml once, with the environment variables of the current run. */
export async function loadTerminalConfig(): Promise<Config> {
  const run = currentRun();
  run.config ??= import('#config').then(({ loadConfig }) => loadConfig({ env: run.terminal.env }));
  return run.config;
}

function currentRun(): Run {
  const run = runs.getStore();
  if (!run) throw new Error('no command is running');
  return run;
}
