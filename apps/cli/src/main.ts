import { messageText } from './output.js';
import { runCommandLine } from './run-command-line.js';

/** Standard output may be JSON for a script. */
const print = (message: unknown) => void process.stderr.write(messageText(message));

/**
 * A reader of the output may end first, as `head` does. The command then finishes its work quietly. Any
 * other failure, such as a full disk, is reported.
 */
function ownOutputFailure(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.exitCode = 1;
  print(`the command has run, but its output could not be written: ${error.message}`);
}
process.stdout.on('error', ownOutputFailure);
process.stderr.on('error', () => {}); // there is no other place to report it

/** Nest is loaded only by commands that need it. */
async function prepareLog(): Promise<void> {
  const { Logger } = await import('@nestjs/common');
  Logger.overrideLogger({ log() {}, warn: print, error: print, fatal: print });
}

const { env, stdout, stderr } = process;
const exitCode = await runCommandLine(process.argv.slice(2), {
  env,
  // Opened only by a command that reads it.
  get stdin() {
    return process.stdin;
  },
  stdout,
  stderr,
  prepareLog,
});
process.exitCode ||= exitCode;
