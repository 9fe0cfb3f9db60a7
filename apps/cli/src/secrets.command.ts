import { Command } from 'commander';
import type { ClientSecret, NewSecret, Side } from '#oauth';
import { jsonOption, readNumber, sideOption } from './arguments.js';
import { type Installation, operator, withInstallation } from './installation.js';
import { identify, make } from './offline-secrets.js';
import { SAVE_SECRET, type Output, print, printRecord, printRows, printMessage } from './output.js';
import { unknownClient, unknownSecret } from './unknown.js';

const DAY = 86_400;

/** `latchkey secrets …`: the secrets of clients. */
export function secretsCommand(): Command {
  const secrets = new Command('secrets').description(
    'create, rotate, retire and identify client secrets',
  );
  addMaking(secrets);
  secrets
    .command('list <clientId>')
    .description('list secrets of a client, newest first, including ended ones')
    .addOption(jsonOption('print a JSON array'))
    .action(list);
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

function addMaking(secrets: Command): void {
  secrets
    .command('create <clientId>')
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
  secrets
    .command('rotate <clientId>')
    .description('add a secret, shown only once; others are deprecated and expire after --overlap')
    .option('--label <text>', 'label for people; by default the label of the newest live secret')
    .option(
      '--overlap <days>',
      'days until the other secrets expire, 0 to 365',
      readNumber(0, 365),
      7,
    )
    .addOption(jsonOption())
    .action(rotate);
}

async function create(
  clientId: string,
  { json, ...options }: Output & { label?: string; notBefore?: string; expires?: string },
): Promise<void> {
  const { NewSecret, validAttributes } = await import('#oauth/administration');
  const { label, notBefore, expires: expiresAt } = options;
  const attributes = validAttributes(NewSecret, { label, notBefore, expiresAt });
  await add(clientId, async () => attributes, { json });
}

async function rotate(
  clientId: string,
  { label, overlap, json }: Output & { label?: string; overlap: number },
): Promise<void> {
  const { NewSecret, validAttributes } = await import('#oauth/administration');
  const attributes = validAttributes(NewSecret, { label, overlap: overlap * DAY });
  const find = async ({ secretRows }: Installation) => {
    if (label !== undefined) return attributes;
    const newest = (await secretRows.list(clientId)).find((secret) => isLive(secret));
    return Object.assign(attributes, { label: newest?.label ?? '' });
  };
  await add(clientId, find, { json });
}

async function add(
  clientId: string,
  attributes: (installation: Installation) => Promise<NewSecret>,
  { json }: Output,
): Promise<void> {
  const created = await withInstallation(async (installation) =>
    installation.secrets.create(clientId, await attributes(installation), operator()),
  );
  if (!created) throw unknownClient(clientId);
  const { id: secretId, label, notBefore, expiresAt } = created.row;
  const record = { secretId, clientId, clientSecret: created.secret, label, notBefore, expiresAt };
  printRecord(record, { json });
  if (!json) print(SAVE_SECRET);
}

async function list(clientId: string, { json }: Output): Promise<void> {
  const { client, rows } = await withInstallation(async ({ repository, secretRows }) => {
    const found = await repository.find(clientId);
    if (!found) throw unknownClient(clientId);
    return { client: found, rows: await secretRows.list(clientId) };
  });
  printRows(rows.map(json ? secretRecord : secretRow), { json });
  if (client.keyNames.length > 0) {
    printMessage(
      `${clientId} can also authenticate with keys: see \`latchkey clients show ${clientId}\``,
    );
  }
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

function secretRecord(secret: ClientSecret) {
  const { id: secretId, clientId, label, hint, notBefore, expiresAt, deprecatedAt } = secret;
  const { createdAt, lastUsedAt, lastUsedAddress, useCount } = secret;
  return {
    secretId,
    clientId,
    label,
    hint,
    state: state(secret),
    notBefore,
    expiresAt,
    deprecatedAt,
    createdAt,
    lastUsedAt,
    lastUsedAddress,
    useCount: Number(useCount),
  };
}

function secretRow(secret: ClientSecret) {
  const { secretId, label, hint, expiresAt, lastUsedAt, lastUsedAddress } = secretRecord(secret);
  return { secretId, label, hint, state: state(secret), expiresAt, lastUsedAt, lastUsedAddress };
}

function state(secret: ClientSecret): string {
  if (!isLive(secret)) return 'ended';
  if (secret.notBefore && secret.notBefore.getTime() > Date.now()) return 'early';
  return secret.deprecatedAt ? 'deprecated' : 'live';
}

function isLive({ expiresAt }: ClientSecret): boolean {
  return expiresAt === null || expiresAt.getTime() > Date.now();
}
