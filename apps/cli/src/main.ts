import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { ConfigError } from '#config';
import { auditCommand, TrailBroken } from './audit.command.js';
import { clientsCommand } from './clients.command.js';
import { databaseCommand } from './database.command.js';
import { keysCommand } from './keys.command.js';

/** EX_USAGE would be 64; shells and git have made 2 the custom for a command that is not understood. */
const USAGE = 2;

const program = new Command('latchkey')
  .description('Clients, keys, audit trail and database of a Latchkey installation')
  .addCommand(clientsCommand())
  .addCommand(keysCommand())
  .addCommand(auditCommand())
  .addCommand(databaseCommand());

for (const command of everyCommand(program)) {
  command.exitOverride().configureOutput({
    // In one line, a suggestion included.
    outputError: (text, write) =>
      write(
        `${text
          .trim()
          .replace(/^error: /, 'latchkey: ')
          .replaceAll('\n', ' ')}\n`,
      ),
  });
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** One line for whoever typed the command; returns the exit code. */
function explain(error: unknown): number {
  // Commander has printed it, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  process.stderr.write(`latchkey: ${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof ConfigError || error instanceof TrailBroken ? error.exitCode : 1;
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
