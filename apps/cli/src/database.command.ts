import { Command } from 'commander';
import { migrate } from '#database';
import { withDatabase } from './installation.js';
import { print } from './output.js';

/** `latchkey database …`: for deployments that migrate in a step of its own. */
export function databaseCommand(): Command {
  const database = new Command('database').description('the schema');
  database.command('migrate').description('run the pending migrations').action(runMigrations);
  return database;
}

async function runMigrations(): Promise<void> {
  const names = await withDatabase(({ dataSource }) => migrate(dataSource));
  print(names.length === 0 ? 'nothing to migrate' : `migrated: ${names.join(', ')}`);
}
