import { Command, Option } from 'commander';
import { type Client, SIDES, type Side } from '#oauth';
import { operator, withInstallation } from './installation.js';
import { print, printRecord, printRows } from './output.js';

/** More than anybody reads; it keeps a table of any size out of memory. */
const LIST_LIMIT = 10_000;

interface Output {
  json?: boolean;
}

/** `latchkey clients …`: who may ask for tokens. */
export function clientsCommand(): Command {
  const clients = new Command('clients').description('who may ask for tokens');
  clients
    .command('create')
    .description('register a client; its secret is shown this once')
    .addOption(sideOption().makeOptionMandatory())
    .requiredOption('--name <name>', 'for people; unique within its side')
    .requiredOption('--scopes <scopes>', 'separated by spaces, such as "users:read users:write"')
    .option('--json', 'one JSON object')
    .action(create);
  clients
    .command('list')
    .description('clients of both sides, or of one')
    .addOption(sideOption())
    .option('--json', 'a JSON array')
    .action(list);
  clients
    .command('show <clientId>')
    .description('one client')
    .option('--json', 'one JSON object')
    .action(show);
  clients
    .command('enable <clientId>')
    .description('let it ask for tokens again')
    .action((clientId: string) => setEnabled(clientId, true));
  clients
    .command('disable <clientId>')
    .description('give it no more tokens')
    .action((clientId: string) => setEnabled(clientId, false));
  clients.command('delete <clientId>').description('remove it and its secrets').action(remove);
  return clients;
}

function sideOption(): Option {
  return new Option('--side <side>', 'whose client it is').choices(SIDES);
}

async function create({
  json,
  ...newClient
}: Output & { side: Side; name: string; scopes: string }): Promise<void> {
  const { client, secret } = await withInstallation(async ({ clients, secrets, repository }) =>
    repository.within(undefined, async (transaction) => {
      const scopes = newClient.scopes.split(/\s+/).filter(Boolean);
      const made = await clients.create({ ...newClient, scopes }, operator(), transaction);
      const created = await secrets.create(made.id, {}, operator(), transaction);
      return { client: made, secret: created!.secret };
    }),
  );
  const { id: clientId, side, name, scopes } = client;
  printRecord({ clientId, clientSecret: secret, side, name, scopes }, { json });
  if (!json) print('\nKeep the secret now: it is stored as a hash and cannot be shown again.');
}

async function list({ side, json }: Output & { side?: Side }): Promise<void> {
  const clients = await withInstallation(({ repository }) => repository.list(side, LIST_LIMIT));
  printRows(clients.map(row), { json });
}

async function show(clientId: string, { json }: Output): Promise<void> {
  const client = await withInstallation(({ repository }) => repository.find(clientId));
  if (!client) throw unknown(clientId);
  printRecord({ ...row(client), updatedAt: client.updatedAt }, { json });
}

async function setEnabled(clientId: string, enabled: boolean): Promise<void> {
  const found = await withInstallation(async ({ clients }) =>
    clients.update(clientId, { enabled }, operator()),
  );
  if (!found) throw unknown(clientId);
  print(`${clientId} is ${enabled ? 'enabled' : 'disabled'}`);
}

async function remove(clientId: string): Promise<void> {
  const found = await withInstallation(({ clients }) => clients.delete(clientId, operator()));
  if (!found) throw unknown(clientId);
  print(`${clientId} is deleted`);
}

function row({ id: clientId, side, name, scopes, enabled, createdAt }: Client) {
  return { clientId, side, name, scopes, enabled, createdAt };
}

function unknown(clientId: string): Error {
  return new Error(
    `there is no client ${clientId}: \`latchkey clients list\` shows those there are`,
  );
}
