import { Command, Option } from 'commander';
import type { Side } from '#oauth';
import { jsonOption, sideOption } from './arguments.js';
import {
  addOptionalAttributes,
  addRemovalOptions,
  attributesOf,
  type ClientOptions,
  clientRecord,
  nameOption,
  scopesOption,
} from './client-options.js';
import { addLists } from './clients-list.command.js';
import { addAdoption } from './declared-clients/adopt.command.js';
import { addDeclaredClients } from './declared-clients/declared-clients.command.js';
import { cutOption, type Emergency, inEmergency } from './emergency.js';
import { type Installation, operator, withInstallation } from './installation.js';
import { SAVE_SECRET, type Output, print, printRecord } from './output.js';
import { unknownClient } from './unknown.js';

/** `latchkey clients …`: programs that may request tokens. */
export function clientsCommand(): Command {
  const clients = new Command('clients').description(
    'manage clients: the programs that may request tokens',
  );
  addOptionalAttributes(
    clients
      .command('create')
      .description('register a client; its secret is shown only once')
      .addOption(sideOption('side that the client belongs to').makeOptionMandatory())
      .addOption(nameOption().makeOptionMandatory())
      .addOption(scopesOption().makeOptionMandatory()),
  )
    .option(
      '--owner <user id>',
      'user of the side for whom the client acts; cannot be changed later',
    )
    .addOption(new Option('--no-secret', 'create no secret'))
    .addOption(jsonOption())
    .action(create);
  addRemovalOptions(
    addOptionalAttributes(
      clients
        .command('update <clientId>')
        .description('change attributes of a client; options that you leave out change nothing')
        .addOption(nameOption())
        .addOption(scopesOption()),
    ),
  )
    .addOption(jsonOption())
    .action(update);
  addLists(clients);
  addDeclaredClients(clients);
  addAdoption(clients);
  clients
    .command('disable <clientId>')
    .description('issue no tokens to a client, and reject its existing ones')
    .addOption(cutOption())
    .addOption(jsonOption())
    .action(disable);
  for (const [name, description, action] of ACTIONS) {
    clients
      .command(`${name} <clientId>`)
      .description(description)
      .addOption(jsonOption())
      .action(action);
  }
  return clients;
}

type Action = (clientId: string, output: Output) => Promise<void>;

const ACTIONS: readonly [name: string, description: string, act: Action][] = [
  ['show', 'show the attributes of a client', show],
  ['enable', 'issue tokens to a disabled client again', enable],
  ['delete', 'delete a client and its secrets', remove],
];

type CreateOptions = ClientOptions & Output & { side: Side; owner?: string; secret: boolean };

async function create({ json, ...options }: CreateOptions): Promise<void> {
  const { Clients, NewClient, validAttributes } = await import('#oauth/administration');
  const { side, owner } = options;
  const attributes = validAttributes(NewClient, {
    ...(await attributesOf(options)),
    side,
    owner: owner === undefined ? undefined : Clients.owner(side, owner),
  });
  const { client, secret } = await withInstallation(async ({ clients, secrets, repository }) =>
    repository.within(undefined, async (transaction) => {
      const made = await clients.create(attributes, operator(), transaction);
      if (!options.secret || made.isPublic) return { client: made, secret: null };
      const created = await secrets.create(made.id, {}, operator(), transaction);
      return { client: made, secret: created!.secret };
    }),
  );
  const { id: clientId, name, scopes } = client;
  const shown = secret === null ? {} : { clientSecret: secret };
  printRecord({ clientId, ...shown, side, name, scopes }, { json });
  if (secret !== null && !json) print(SAVE_SECRET);
}

async function update(
  clientId: string,
  { json, ...options }: ClientOptions & Output,
  command: Command,
): Promise<void> {
  if (Object.values(options).every((value) => value === undefined)) {
    command.error('error: give at least one attribute to change');
  }
  const { ClientChanges, validAttributes } = await import('#oauth/administration');
  const changes = validAttributes(ClientChanges, await attributesOf(options));
  await withInstallation(async ({ clients, repository }) => {
    if (!(await clients.update(clientId, changes, operator()))) throw unknownClient(clientId);
    printRecord(clientRecord((await repository.find(clientId))!), { json });
  });
}

async function show(clientId: string, { json }: Output): Promise<void> {
  const client = await withInstallation(({ repository }) => repository.find(clientId));
  if (!client) throw unknownClient(clientId);
  printRecord(clientRecord(client), { json });
}

async function enable(clientId: string, { json }: Output): Promise<void> {
  await withInstallation(async (installation) => setEnabled(clientId, true, installation));
  printEnabled({ clientId, enabled: true }, { json });
}

async function disable(clientId: string, { cut, json }: Emergency & Output): Promise<void> {
  await inEmergency({ cut }, async (installation) => setEnabled(clientId, false, installation));
  printEnabled({ clientId, enabled: false }, { json });
}

async function setEnabled(
  clientId: string,
  enabled: boolean,
  { clients }: Installation,
): Promise<void> {
  const client = await clients.update(clientId, { enabled }, operator());
  if (!client) throw unknownClient(clientId);
}

function printEnabled(record: { clientId: string; enabled: boolean }, { json }: Output): void {
  if (json) printRecord(record, { json });
  else print(`${record.clientId} is ${record.enabled ? 'enabled' : 'disabled'}`);
}

async function remove(clientId: string, { json }: Output): Promise<void> {
  const found = await withInstallation(({ clients }) => clients.delete(clientId, operator()));
  if (!found) throw unknownClient(clientId);
  if (json) printRecord({ clientId, deleted: true }, { json });
  else print(`${clientId} is deleted`);
}
