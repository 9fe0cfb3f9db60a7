import type { Command } from 'commander';
import { printable } from '#text/characters';
import { jsonOption, readKey, readList } from '../arguments.js';
import { findClient, type OfClient, takesClient } from '../client-argument.js';
import { operator, withInstallation } from '../installation.js';
import { type Output, print, printRecord } from '../output.js';
import { unknownClient } from '../unknown.js';

type Options = OfClient & Output & { key: string; secrets?: string[] };

/** `latchkey clients adopt`: lets `apply` manage an existing client under a key of the file. */
export function addAdoption(clients: Command): void {
  takesClient(clients.command('adopt'))
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

async function adopt(reference: string, options: Options): Promise<void> {
  const { key, secrets = [], json } = options;
  const adoption = await withInstallation(async (installation) => {
    const { id } = await findClient(reference, options, installation);
    const adopted = { key, secretIds: secrets };
    const made = await installation.declarations.adopt(id, adopted, operator());
    if (!made) throw unknownClient(id);
    return made;
  });
  const { client, trusted, foreign } = adoption;
  const { id: clientId, side, name, scopes, ownerId: owner } = client;
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
