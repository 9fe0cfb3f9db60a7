import { Command } from 'commander';
import { DAY_MS, printsRows, readNumber } from './arguments.js';
import { findClient, type OfClient, takesClient } from './client-argument.js';
import { withInstallation } from './installation.js';
import { type Output, printRows } from './output.js';

/** `latchkey scopes …`: scopes of clients, and their use. */
export function scopesCommand(): Command {
  const scopes = new Command('scopes').description('find scopes that clients do not need');
  printsRows(
    takesClient(scopes.command('unused'))
      .description(
        'list scopes of a client that its requests did not need for some time, or never needed',
      )
      .option('--days <number>', 'days without use', readNumber(0, 36_500), 90),
  ).action(unused);
  return scopes;
}

type Options = OfClient & Output & { days: number };

async function unused(reference: string, { side, days, json, wide }: Options): Promise<void> {
  const since = Date.now() - days * DAY_MS;
  const scopes = await withInstallation(async (installation) => {
    const { id } = await findClient(reference, { side }, installation);
    return installation.usage.scopes([id]);
  });
  const found = scopes.filter(({ lastUsedAt }) => !lastUsedAt || lastUsedAt.getTime() < since);
  await printRows(
    found.map(({ scope, uses, lastUsedAt }) => ({ scope, uses, lastUsedAt })),
    { json, wide },
  );
}
