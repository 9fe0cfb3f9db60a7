import { Command, CommanderError } from 'commander';
import { ConfigError } from '#config';
import { auditCommand } from './audit.command.js';
import { TrailBrokenError } from './audit-verify.command.js';
import { clientsCommand } from './clients.command.js';
import { databaseCommand } from './database.command.js';
import { keysCommand } from './keys.command.js';
import { printMessage } from './output.js';
import { peopleCommand } from './people.command.js';
import { providersCommand } from './providers.command.js';
import { scopesCommand } from './scopes.command.js';
import { secretsCommand } from './secrets.command.js';
import { currentTerminal, setExitCode, type Terminal, withTerminal } from './terminal.js';
import { tokensCommand } from './tokens.command.js';
import { whyCommand } from './why.command.js';

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
      await createProgram().parseAsync(words, { from: 'user' });
    } catch (error) {
      setExitCode(explain(error));
    }
  });
}

function createProgram(): Command {
  const program = new Command('latchkey')
    .description(
      'Manage the clients, secrets, tokens, keys, audit trail, people, identity providers and ' +
        'database of a Latchkey installation. Clients, keys and tokens belong to one of its two ' +
        'sides: backoffice or storefront',
    )
    .addCommand(clientsCommand())
    .addCommand(secretsCommand())
    .addCommand(tokensCommand())
    .addCommand(scopesCommand())
    .addCommand(whyCommand())
    .addCommand(keysCommand())
    .addCommand(auditCommand())
    .addCommand(peopleCommand())
    .addCommand(providersCommand())
    .addCommand(databaseCommand());

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
  return error instanceof ConfigError || error instanceof TrailBrokenError ? error.exitCode : 1;
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
