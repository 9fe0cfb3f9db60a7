import type { Command } from 'commander';
import { printable } from '#text/characters';
import { jsonOption, readKey, readList } from '../arguments.js';
import { operator, withInstallation } from '../installation.js';
import { type Output, print, printRecord } from '../output.js';
import { unknownClient } from '../unknown.js';

type Options = Output & { key: string; secrets?: string[] };

/** `latchkey clients adopt`: lets `apply` manage an existing client under a key of the file. */
export function addAdoption(clients: Command): void {
  clients
    .command('adopt <clientId>')
    .description('let `clients apply` manage an existing client, under a key of the file')
    .requiredOption('--key <key>', 'key of the client in the file', readKey)
    .option(
      '--secrets <ids>',
      'ids of secrets that you handed out yourself; `clients apply` trusts no others',
      readList,
    )
    .addOption(jsonOption())
    .action(adopt);
}

async function adopt(clientId: string, { key, secrets = [], json }: Options): Promise<void> {
  const adoption = await withInstallation(async ({ declarations }) =>
    declarations.adopt(clientId, { key, secretIds: secrets }, operator()),
  );
  if (!adoption) throw unknownClient(clientId);
  const { client, trusted, foreign } = adoption;
  const { side, name, scopes, ownerId: owner } = client;
  const trustedSecrets = trusted.map(({ id }) => id);
  const otherSecrets = foreign.map(({ id }) => id);
  const record = { clientId, key, side, owner, name, scopes, trustedSecrets, otherSecrets };
  printRecord(record, { json });
  if (json || foreign.length === 0) return;
  const labels = foreign.map(({ id, label }) => printable(`  "${label}" (${id})`));
  print(
    [
      '\nNot trusted; until they end, `clients apply` gives this client no more rights:',
      ...labels,
    ].join('\n'),
  );
}
