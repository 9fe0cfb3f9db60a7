import { Command } from 'commander';
import type { Side } from '#oauth';
import { jsonOption, sideOption } from './arguments.js';
import { findClient, type OfClient, takesClient } from './client-argument.js';
import { operator, withInstallation } from './installation.js';
import { identify, make } from './offline-secrets.js';
import { type Output, print, printRecord, SAVE_SECRET } from './output.js';
import { addLists } from './secrets-list.command.js';
import { addRotation } from './secrets-rotate.command.js';
import { unknownClient, unknownSecret } from './unknown.js';

/** `latchkey secrets …`: the secrets of clients. */
export function secretsCommand(): Command {
  const secrets = new Command('secrets').description(
    'create, rotate, list, retire and identify client secrets',
  );
  takesClient(secrets.command('create'))
    .description(
      'add a secret to a client; the secret is shown only once, and others are unchanged',
    )
    .option('--label <text>', 'label for people, such as the place where the secret is used')
    .option(
      '--not-before <time>',
      'time from which the secret works, such as 2027-01-01T00:00:00Z (RFC 3339)',
    )
    .option('--expires <time>', 'time at which the secret expires, in the same form')
    .addOption(jsonOption())
    .action(create);
  addRotation(secrets);
  addLists(secrets);
  secrets
    .command('retire <secretId>')
    .description('end a secret now; fails if it was used within the last 24 hours')
    .option('--force', 'end the secret even if it was used recently')
    .addOption(jsonOption())
    .action(retire);
  secrets
    .command('identify <text>')
    .description('check if a text is a Latchkey secret, offline; - reads standard input')
    .addOption(jsonOption())
    .action(identify);
  secrets
    .command('make')
    .description('generate a secret, offline, for a file or variable that clients.yml refers to')
    .addOption(sideOption('side that the secret is for').makeOptionMandatory())
    .addOption(jsonOption())
    .action((options: Output & { side: Side }) => make(options));
  return secrets;
}

type CreateOptions = OfClient & Output & { label?: string; notBefore?: string; expires?: string };

async function create(reference: string, { json, ...options }: CreateOptions): Promise<void> {
  const { NewSecret, validAttributes } = await import('#oauth/administration');
  const { side, label, notBefore, expires: expiresAt } = options;
  const attributes = validAttributes(NewSecret, { label, notBefore, expiresAt });
  const created = await withInstallation(async (installation) => {
    const { id } = await findClient(reference, { side }, installation);
    const made = await installation.secrets.create(id, attributes, operator());
    if (!made) throw unknownClient(id);
    return made;
  });
  const { id: secretId, clientId, ...row } = created.row;
  const record = { secretId, clientId, clientSecret: created.secret };
  const { label: given, notBefore: start, expiresAt: end } = row;
  printRecord({ ...record, label: given, notBefore: start, expiresAt: end }, { json });
  if (!json) print(SAVE_SECRET);
}

async function retire(
  secretId: string,
  { force, json }: Output & { force?: boolean },
): Promise<void> {
  const found = await withInstallation(({ secrets }) =>
    secrets.retire(secretId, { force }, operator()),
  );
  if (!found) throw unknownSecret(secretId);
  if (json) printRecord({ secretId, retired: true }, { json });
  else print(`${secretId} is retired`);
}
