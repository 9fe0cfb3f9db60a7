import { Command } from 'commander';
import { DAY_MS, jsonOption, readNumber } from './arguments.js';
import { withInstallation } from './installation.js';
import { type Output, printRows } from './output.js';
import { unknownClient } from './unknown.js';

/** `latchkey scopes …`: scopes of clients, and their use. */
export function scopesCommand(): Command {
  const scopes = new Command('scopes').description('find scopes that clients do not need');
  scopes
    .command('unused <clientId>')
    .description(
      'list scopes of a client that its requests did not need for some time, or never needed',
    )
    .option('--days <number>', 'days without use', readNumber(0, 36_500), 90)
    .addOption(jsonOption('print a JSON array'))
    .action(unused);
  return scopes;
}

async function unused(clientId: string, { days, json }: Output & { days: number }): Promise<void> {
  const since = Date.now() - days * DAY_MS;
  const scopes = await withInstallation(async ({ repository, usage }) => {
    if (!(await repository.find(clientId))) throw unknownClient(clientId);
    return usage.scopes([clientId]);
  });
  const found = scopes.filter(({ lastUsedAt }) => !lastUsedAt || lastUsedAt.getTime() < since);
  printRows(
    found.map(({ scope, uses, lastUsedAt }) => ({ scope, uses, lastUsedAt })),
    { json },
  );
}
