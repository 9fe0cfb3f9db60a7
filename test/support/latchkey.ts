import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { latchkeyProcess, type Surroundings } from './commands.js';

interface Result {
  /** The exit code; of a process that was ended by a signal, its name. */
  code: unknown;
  output: string;
  errors: string;
}

/** A process that has the libraries of the command line loaded, one for each file of tests. */
let host: ChildProcess | undefined;
let isBusy = false;

/**
 * Runs the command line to its end: a command costs a tenth of a process of its own, which a
 * test of signals or of streams starts with `Command`. A command that is given while another one
 * runs has its own process, so both run at the same time.
 */
export async function latchkey(surroundings: Surroundings, ...words: string[]): Promise<Result> {
  if (isBusy) return latchkeyProcess(surroundings, ...words);
  isBusy = true;
  const answered = new AbortController();
  try {
    host ??= startHost();
    host.send({ words, ...surroundings });
    const ended = endOf(host, answered.signal);
    const [result] = await Promise.race([once(host, 'message', answered), ended]);
    return result as Result;
  } finally {
    answered.abort();
    isBusy = false;
  }
}

/** The process ends with the channel to this one. */
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
