import { Command } from 'commander';
import { makeLogins } from './database-roles.js';
import { showStatus } from './database-status.js';
import { withDatabase } from './installation.js';
import { print } from './output.js';

/** `latchkey database …`: for deployments that migrate in a separate step. */
export function databaseCommand(): Command {
  const database = new Command('database').description(
    'migrate the schema, and set up the database logins of the applications',
  );
  database
    .command('migrate')
    .description('run pending migrations')
    .option('--roles', 'then also run `database roles`')
    .action(runMigrations);
  database
    .command('status')
    .description(
      'compare the schema with this version: code 2 if it is older or newer, 1 if the engine is unsuitable',
    )
    .option('--json', 'print JSON')
    .action(showStatus);
  database
    .command('roles')
    .description(
      'create or update the logins that backoffice.databaseUrl and storefront.databaseUrl name',
    )
    .action(makeLogins);
  return database;
}

async function runMigrations({ roles = false }: { roles?: boolean }): Promise<void> {
  const { migrate } = await import('#database');
  const names = await withDatabase(async (database) => database.asOwner(migrate));
  print(names.length === 0 ? 'nothing to migrate' : `migrated: ${names.join(', ')}`);
  if (roles) await makeLogins();
}
