import { Command, Option } from 'commander';
import { ClientChanges, Clients, NewClient, type Side, validAttributes } from '#oauth';
import { jsonOption, sideOption } from './arguments.js';
import {
  addOptionalAttributes,
  addWithoutOptions,
  attributesOf,
  type ClientOptions,
  clientRecord,
  nameOption,
  scopesOption,
} from './client-options.js';
import { addLists } from './clients-list.command.js';
import { addAdoption } from './declared-clients/adopt.command.js';
import { addDeclaredClients } from './declared-clients/declared-clients.command.js';
import { type Installation, operator, withInstallation } from './installation.js';
import { KEEP, type Output, print, printRecord } from './output.js';
import { unknownClient } from './unknown.js';

/** `latchkey clients …`: who may ask for tokens. */
export function clientsCommand(): Command {
  const clients = new Command('clients').description('who may ask for tokens');
  addOptionalAttributes(
    clients
      .command('create')
      .description('register a client; its secret is shown this once')
      .addOption(sideOption('whose client it is').makeOptionMandatory())
      .addOption(nameOption().makeOptionMandatory())
      .addOption(scopesOption().makeOptionMandatory()),
  )
    .option('--owner <user id>', 'the user of its side for whom it acts, for good')
    .addOption(new Option('--no-secret', 'make no secret for it yet'))
    .addOption(jsonOption())
    .action(create);
  addWithoutOptions(
    addOptionalAttributes(
      clients
        .command('update <clientId>')
        .description('change what is named, and nothing else')
        .addOption(nameOption())
        .addOption(scopesOption()),
    ),
  )
    .addOption(jsonOption())
    .action(update);
  addLists(clients);
  addDeclaredClients(clients);
  addAdoption(clients);
  for (const [name, description, act] of ACTS) {
    clients
      .command(`${name} <clientId>`)
      .description(description)
      .addOption(jsonOption())
      .action(act);
  }
  return clients;
}

type Act = (clientId: string, output: Output) => Promise<void>;

const ACTS: readonly [name: string, description: string, act: Act][] = [
  ['show', 'one client', show],
  ['enable', 'let it ask for tokens again', async (id, output) => setEnabled(id, true, output)],
  [
    'disable',
    'give it no more tokens; those that it has open nothing',
    async (id, output) => setEnabled(id, false, output),
  ],
  ['delete', 'remove it and its secrets', remove],
];

type CreateOptions = ClientOptions & Output & { side: Side; owner?: string; secret: boolean };

async function create({ json, ...options }: CreateOptions): Promise<void> {
  const { side, owner } = options;
  const attributes = validAttributes(NewClient, {
    ...(await attributesOf(options)),
    side,
    owner: owner === undefined ? undefined : Clients.owner(side, owner),
  });
  const { client, secret } = await withInstallation(async ({ clients, secrets, repository }) =>
    repository.within(undefined, async (transaction) => {
      const made = await clients.create(attributes, operator(), transaction);
      if (!options.secret) return { client: made, secret: null };
      const created = await secrets.create(made.id, {}, operator(), transaction);
      return { client: made, secret: created!.secret };
    }),
  );
  const { id: clientId, name, scopes } = client;
  const shown = secret === null ? {} : { clientSecret: secret };
  printRecord({ clientId, ...shown, side, name, scopes }, { json });
  if (secret !== null && !json) print(KEEP);
}

async function update(
  clientId: string,
  { json, ...options }: ClientOptions & Output,
  command: Command,
): Promise<void> {
  if (Object.values(options).every((value) => value === undefined)) {
    command.error('error: nothing is named that is to change');
  }
  const changes = validAttributes(ClientChanges, await attributesOf(options));
  await change(clientId, changes, async (installation) => {
    const client = await installation.repository.find(clientId);
    printRecord(clientRecord(client!), { json });
  });
}

async function show(clientId: string, { json }: Output): Promise<void> {
  const client = await withInstallation(({ repository }) => repository.find(clientId));
  if (!client) throw unknownClient(clientId);
  printRecord(clientRecord(client), { json });
}

async function setEnabled(clientId: string, enabled: boolean, { json }: Output): Promise<void> {
  await change(clientId, { enabled }, async () => {
    if (json) printRecord({ clientId, enabled }, { json });
    else print(`${clientId} is ${enabled ? 'enabled' : 'disabled'}`);
  });
}

async function change(
  clientId: string,
  changes: ClientChanges,
  done: (installation: Installation) => Promise<void>,
): Promise<void> {
  await withInstallation(async (installation) => {
    if (!(await installation.clients.update(clientId, changes, operator()))) {
      throw unknownClient(clientId);
    }
    await done(installation);
  });
}

async function remove(clientId: string, { json }: Output): Promise<void> {
  const found = await withInstallation(({ clients }) => clients.delete(clientId, operator()));
  if (!found) throw unknownClient(clientId);
  if (json) printRecord({ clientId, deleted: true }, { json });
  else print(`${clientId} is deleted`);
}
