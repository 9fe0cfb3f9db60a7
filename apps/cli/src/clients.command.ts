import { Command, Option } from 'commander';
import type { Client, Side } from '#oauth';
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
import { clientName, findClient, type OfClient, takesClient } from './client-argument.js';
import { addDeletion } from './clients-delete.command.js';
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
      takesClient(clients.command('update'))
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
  takesClient(clients.command('disable'))
    .description('issue no tokens to a client, and reject its existing ones')
    .addOption(cutOption())
    .addOption(jsonOption())
    .action(disable);
  for (const [name, description, action] of ACTIONS) {
    takesClient(clients.command(name))
      .description(description)
      .addOption(jsonOption())
      .action(action);
  }
  addDeletion(clients);
  return clients;
}

type Options = OfClient & Output;

type Action = (reference: string, options: Options) => Promise<void>;

const ACTIONS: readonly [name: string, description: string, act: Action][] = [
  ['show', 'show the attributes of a client', show],
  ['enable', 'issue tokens to a disabled client again', enable],
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
  reference: string,
  { json, side, ...options }: ClientOptions & Options,
  command: Command,
): Promise<void> {
  if (Object.values(options).every((value) => value === undefined)) {
    command.error('error: give at least one attribute to change');
  }
  const { ClientChanges, validAttributes } = await import('#oauth/administration');
  const changes = validAttributes(ClientChanges, await attributesOf(options));
  await withInstallation(async (installation) => {
    const { clients, repository } = installation;
    const { id } = await findClient(reference, { side }, installation);
    if (!(await clients.update(id, changes, operator()))) throw unknownClient(id);
    printRecord(clientRecord((await repository.find(id))!), { json });
  });
}

async function show(reference: string, { side, json }: Options): Promise<void> {
  const client = await withInstallation(async (installation) =>
    findClient(reference, { side }, installation),
  );
  printRecord(clientRecord(client), { json });
}

async function enable(reference: string, { json, ...options }: Options): Promise<void> {
  const client = await withInstallation(async (installation) =>
    setEnabled(reference, { ...options, enabled: true }, installation),
  );
  printEnabled(client, { json });
}

async function disable(
  reference: string,
  { cut, json, ...options }: Emergency & Options,
): Promise<void> {
  const client = await inEmergency({ cut }, async (installation) =>
    setEnabled(reference, { ...options, enabled: false }, installation),
  );
  printEnabled(client, { json });
}

async function setEnabled(
  reference: string,
  { side, enabled }: OfClient & { enabled: boolean },
  installation: Installation,
): Promise<Client> {
  const { id } = await findClient(reference, { side }, installation);
  const client = await installation.clients.update(id, { enabled }, operator());
  if (!client) throw unknownClient(id);
  return client;
}

function printEnabled(client: Client, { json }: Output): void {
  const { id: clientId, side, name, enabled } = client;
  if (json) printRecord({ clientId, side, name, enabled }, { json });
  else print(`${clientName(client)} is ${enabled ? 'enabled' : 'disabled'}`);
}
