import type { Command } from 'commander';
import type { Client } from '#oauth';
import { jsonOption } from './arguments.js';
import { clientName, findClient, type OfClient, takesClient } from './client-argument.js';
import { confirm } from './confirmation.js';
import { type Installation, operator, withInstallation } from './installation.js';
import { type Output, print, printRecord, timeText } from './output.js';
import { unknownClient } from './unknown.js';

/** Milliseconds: a client that was used within the last day is likely to be used within the next one. */
const IN_USE_MS = 86_400_000;

type Options = OfClient & Output & { yes?: boolean; force?: boolean };

/** Adds `latchkey clients delete`. */
export function addDeletion(clients: Command): void {
  takesClient(clients.command('delete'))
    .description(
      'delete a client and its secrets, which cannot be undone; fails if it was used within the ' +
        'last 24 hours',
    )
    .option('--yes', 'delete without a question; required where nobody can answer one')
    .option('--force', 'delete the client even if it was used recently')
    .addOption(jsonOption())
    .action(remove);
}

async function remove(reference: string, { side, yes, force, json }: Options): Promise<void> {
  const client = await withInstallation(async (installation) => {
    const found = await findClient(reference, { side }, installation);
    if (!force) requireUnused(found);
    await confirm(`delete the ${found.side} client ${clientName(found)} and its secrets?`, { yes });
    await deleteUnused(found, { force }, installation);
    return found;
  });
  const { id: clientId, side: of, name } = client;
  if (json) printRecord({ clientId, side: of, name, deleted: true }, { json });
  else print(`${clientName(client)} is deleted`);
}

/** Looks at the last use again: the client may have been used while the operator read the question. */
async function deleteUnused(
  { id }: Client,
  { force = false }: { force?: boolean },
  { clients, repository }: Installation,
): Promise<void> {
  await repository.within(undefined, async (transaction) => {
    const client = await repository.lock(id, transaction);
    if (!client) throw unknownClient(id);
    if (!force) requireUnused(client);
    await clients.delete(id, operator(), transaction);
  });
}

function requireUnused(client: Client): void {
  const { lastUsedAt } = client;
  if (!lastUsedAt || Date.now() - lastUsedAt.getTime() > IN_USE_MS) return;
  throw new Error(
    `${clientName(client)} got a token within the last 24 hours, at ${timeText(lastUsedAt)}: ` +
      'nothing was deleted. Disable it first (`latchkey clients disable`), which can be undone, ' +
      'and delete it a day later; or use --force',
  );
}
