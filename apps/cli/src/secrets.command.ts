import { Command } from 'commander';
import { type ClientSecret, NewSecret, type Side, validAttributes } from '#oauth';
import { jsonOption, readNumber, sideOption } from './arguments.js';
import { type Installation, operator, withInstallation } from './installation.js';
import { identify, make } from './offline-secrets.js';
import { KEEP, type Output, print, printRecord, printRows } from './output.js';
import { unknownClient, unknownSecret } from './unknown.js';

const DAY = 86_400;

/** `latchkey secrets …`: what clients prove themselves with. */
export function secretsCommand(): Command {
  const secrets = new Command('secrets').description('what clients prove themselves with');
  addMaking(secrets);
  secrets
    .command('list <clientId>')
    .description('secrets of a client, the newest first; also those that have ended')
    .addOption(jsonOption('a JSON array'))
    .action(list);
  secrets
    .command('retire <secretId>')
    .description('end a secret now; refused when it was used within the last 24 hours')
    .option('--force', 'also then')
    .addOption(jsonOption())
    .action(retire);
  secrets
    .command('identify <text>')
    .description('whether a text is a secret of ours; - reads it from standard input. Offline')
    .addOption(jsonOption())
    .action(identify);
  secrets
    .command('make')
    .description('a new secret, of no client yet: for a file that clients.yml names. Offline')
    .addOption(sideOption('whose secret it is').makeOptionMandatory())
    .addOption(jsonOption())
    .action((options: Output & { side: Side }) => make(options));
  return secrets;
}

function addMaking(secrets: Command): void {
  secrets
    .command('create <clientId>')
    .description('one more secret for a client, shown this once; the others stay as they are')
    .option('--label <text>', 'for people: where it is used, why it was made')
    .option('--not-before <time>', 'when it begins, such as 2027-01-01T00:00:00Z (RFC 3339)')
    .option('--expires <time>', 'when it ends')
    .addOption(jsonOption())
    .action(create);
  secrets
    .command('rotate <clientId>')
    .description('a new secret, shown this once; the others are deprecated, and end after a while')
    .option('--label <text>', 'for people; that of the newest live secret unless given')
    .option('--overlap <days>', 'that the others still work, 0 to 365', readNumber(0, 365), 7)
    .addOption(jsonOption())
    .action(rotate);
}

async function create(
  clientId: string,
  { json, ...options }: Output & { label?: string; notBefore?: string; expires?: string },
): Promise<void> {
  const { label, notBefore, expires: expiresAt } = options;
  const attributes = validAttributes(NewSecret, { label, notBefore, expiresAt });
  await add(clientId, async () => attributes, { json });
}

async function rotate(
  clientId: string,
  { label, overlap, json }: Output & { label?: string; overlap: number },
): Promise<void> {
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
  if (!json) print(KEEP);
}

async function list(clientId: string, { json }: Output): Promise<void> {
  const rows = await withInstallation(async ({ repository, secretRows }) => {
    if (!(await repository.find(clientId))) throw unknownClient(clientId);
    return secretRows.list(clientId);
  });
  printRows(rows.map(json ? secretRecord : secretRow), { json });
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
