import { Command } from 'commander';
import { jsonOption } from './arguments.js';
import { loginText, makeLogins } from './database-roles.js';
import { showStatus } from './database-status.js';
import { withDatabase } from './installation.js';
import { type Output, print, printRecord } from './output.js';

/** `latchkey database …`: for deployments that migrate in a separate step. */
export function databaseCommand(): Command {
  const database = new Command('database').description(
    'migrate the schema, and set up the database logins of the applications',
  );
  database
    .command('migrate')
    .description('run pending migrations')
    .option('--roles', 'then also run `database roles`')
    .addOption(jsonOption())
    .action(runMigrations);
  database
    .command('status')
    .description(
      'compare the schema with this version: code 2 if it is older or newer, 1 if the engine is unsuitable',
    )
    .addOption(jsonOption())
    .action(showStatus);
  database
    .command('roles')
    .description(
      'create or update the logins that backoffice.databaseUrl and storefront.databaseUrl name',
    )
    .addOption(jsonOption())
    .action(runRoles);
  return database;
}

async function runMigrations({ roles = false, json }: Output & { roles?: boolean }): Promise<void> {
  const { migrate } = await import('#database');
  const migrated = await withDatabase(async (database) => database.asOwner(migrate));
  const text = migrated.length === 0 ? 'nothing to migrate' : `migrated: ${migrated.join(', ')}`;
  if (!json) print(text);
  const logins = roles ? await makeLogins() : [];
  if (json) printRecord({ migrated, ...(roles && { logins }) }, { json });
  else logins.forEach((login) => print(loginText(login)));
}

async function runRoles({ json }: Output): Promise<void> {
  const logins = await makeLogins();
  if (json) printRecord({ logins }, { json });
  else logins.forEach((login) => print(loginText(login)));
}
