import { type Command, CommanderError } from 'commander';
import { printMessage } from './output.js';
import { createProgram, everyCommand } from './program.js';
import { currentTerminal, setExitCode, type Terminal, withTerminal } from './terminal.js';
import { NOT_FOUND } from './unknown.js';

/** EX_USAGE of sysexits.h. Code 1 is a failure, and 2 a difference that `clients plan` found. */
const USAGE = 64;

/**
 * Runs one `latchkey` command, and returns its exit code. Several may run in a process at the same
 * time.
 */
export async function runCommandLine(
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  return withTerminal(terminal, async () => {
    try {
      await terminalProgram().parseAsync(words, { from: 'user' });
    } catch (error) {
      setExitCode(explain(error));
    }
  });
}

function terminalProgram(): Command {
  const program = createProgram();
  const { stdout, stderr } = currentTerminal();
  for (const command of everyCommand(program)) {
    command.exitOverride().configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      // Prints one line, including the suggestion "Did you mean …?".
      outputError: (text, write) =>
        write(
          `${text
            .trim()
            .replace(/^error: /, 'latchkey: ')
            .replaceAll('\n', ' ')}\n`,
        ),
    });
  }
  return program;
}

/** Prints one line for the operator, and returns the exit code. */
function explain(error: unknown): number {
  // Commander has already printed the error or the requested help.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  printMessage(error instanceof Error ? error.message : String(error));
  // An error class with an exit code of its own has it as a member.
  const { exitCode, status } = Object(error) as { exitCode?: unknown; status?: unknown };
  if (typeof exitCode === 'number') return exitCode;
  // A change of a client is rejected as in the API, also because a resource does not exist.
  return status === 404 ? NOT_FOUND : 1;
}
