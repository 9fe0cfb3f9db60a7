import type { Command } from 'commander';
import type { Client, ClientSecret, Side } from '#oauth';
import { DAY_MS, printsRows, takesDays } from './arguments.js';
import { findClient, type OfClient, takesClient } from './client-argument.js';
import { withInstallation } from './installation.js';
import { type Output, printMessage, printRows } from './output.js';
import { secretRecord, secretRow } from './secret-records.js';

/** Rows in memory at most. No operator reads more. */
const MAX_ENDING = 10_000;

/** Adds the commands that list secrets. */
export function addLists(secrets: Command): void {
  printsRows(takesClient(secrets.command('list')))
    .description('list secrets of a client, newest first, including ended ones')
    .action(list);
  printsRows(takesDays(secrets.command('ending'), 'days until the end', 14))
    .description('list the secrets of all clients that end soon, first end first')
    .action(ending);
}

async function list(reference: string, { side, json, wide }: OfClient & Output): Promise<void> {
  const { client, rows } = await withInstallation(async (installation) => {
    const found = await findClient(reference, { side }, installation);
    return { client: found, rows: await installation.secretRows.list(found.id) };
  });
  const details = { details: ['lastUsedAddress', 'hint'] };
  await printRows(rows.map(json ? secretRecord : secretRow), { json, wide }, details);
  if (client.keyNames.length > 0) {
    printMessage(
      `${client.id} can also authenticate with keys: see \`latchkey clients show ${client.id}\``,
    );
  }
}

async function ending({ days, side, json, wide }: Output & { days: number; side?: Side }) {
  const until = new Date(Date.now() + days * DAY_MS);
  const found = await withInstallation(({ secretRows }) =>
    secretRows.listEnding({ until, side }, MAX_ENDING + 1),
  );
  const shown = found.slice(0, MAX_ENDING);
  const details = { details: ['hint', 'clientId', 'lastUsedAt'] };
  await printRows(shown.map(json ? endingRecord : endingRow), { json, wide }, details);
  if (found.length > MAX_ENDING) printMessage(`only the first ${MAX_ENDING} secrets are shown`);
}

/** A secret, and the client that it belongs to. */
type Ending = ClientSecret & Pick<Client, 'side' | 'name'>;

function endingRecord(secret: Ending) {
  const { secretId, clientId, ...rest } = secretRecord(secret);
  return { secretId, clientId, side: secret.side, name: secret.name, ...rest };
}

function endingRow(secret: Ending) {
  const { secretId, clientId, side, name, label, hint, expiresAt, lastUsedAt } =
    endingRecord(secret);
  return { expiresAt, side, name, label, hint, lastUsedAt, secretId, clientId };
}
