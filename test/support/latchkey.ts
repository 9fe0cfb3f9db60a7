import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { latchkeyProcess, type ProgramOptions } from './commands.js';

interface Result {
  /** The exit code, or the name of the signal that ended the process. */
  code: unknown;
  output: string;
  errors: string;
}

/** A process with the loaded libraries of the command line, one for each test file. */
let host: ChildProcess | undefined;
let isBusy = false;

/**
 * Runs one `latchkey` command. It takes a tenth of the time of its own process; tests of signals or
 * streams use `Command` instead. If another command is running, the command gets its own process, so
 * that both run at the same time.
 */
export async function latchkey(options: ProgramOptions, ...words: string[]): Promise<Result> {
  if (isBusy) return latchkeyProcess(options, ...words);
  isBusy = true;
  const answered = new AbortController();
  try {
    host ??= startHost();
    host.send({ words, ...options });
    const ended = endOf(host, answered.signal);
    const [result] = await Promise.race([once(host, 'message', answered), ended]);
    return result as Result;
  } finally {
    answered.abort();
    isBusy = false;
  }
}

/** Starts a process that ends when its channel to this process closes. */
function startHost(): ChildProcess {
  const started = fork('test/support/command-host.mjs', { execArgv: [], stdio: 'inherit' });
  started.unref();
  started.channel!.unref();
  return started;
}

async function endOf(child: ChildProcess, signal: AbortSignal): Promise<never> {
  const [code, name] = (await once(child, 'exit', { signal })) as unknown[];
  host = undefined;
  throw new Error(`the command has ended its process: ${String(code ?? name)}`);
}
