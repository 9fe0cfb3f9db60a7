import { Command } from 'commander';
import { version } from '#launch';
import { auditCommand } from './audit.command.js';
import { clientsCommand } from './clients.command.js';
import { completionCommand } from './completion.command.js';
import { databaseCommand } from './database.command.js';
import { keysCommand } from './keys.command.js';
import { peopleCommand } from './people.command.js';
import { providersCommand } from './providers.command.js';
import { scopesCommand } from './scopes.command.js';
import { secretsCommand } from './secrets.command.js';
import { tokensCommand } from './tokens.command.js';
import { whyCommand } from './why.command.js';

const EXIT_CODES = `
Exit codes:
  0   done
  1   failed or refused; standard error says why
  2   clients plan, database status: there is a difference
  3   audit verify: the audit trail is broken
  4   not found: there is no client, secret, key, person or other thing with this id or name
  64  the command line is wrong
  78  the configuration is wrong`;

/** Builds the definitions of all commands. Only an action loads what it needs. */
export function createProgram(): Command {
  return new Command('latchkey')
    .description(
      'Manage the clients, secrets, tokens, keys, audit trail, people, identity providers and ' +
        'database of a Latchkey installation. Clients, keys and tokens belong to one of its two ' +
        'sides: backoffice or storefront',
    )
    .version(version(), '-V, --version', 'print the version of Latchkey')
    .addHelpText('after', EXIT_CODES)
    .addCommand(clientsCommand())
    .addCommand(secretsCommand())
    .addCommand(tokensCommand())
    .addCommand(scopesCommand())
    .addCommand(whyCommand())
    .addCommand(keysCommand())
    .addCommand(auditCommand())
    .addCommand(peopleCommand())
    .addCommand(providersCommand())
    .addCommand(databaseCommand())
    .addCommand(completionCommand());
}

/** Returns a command and all commands below it. */
export function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
