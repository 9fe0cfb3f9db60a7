import { Command, Option } from 'commander';
import type { Side } from '#oauth';
import { jsonOption, printsRows, sideOption } from './arguments.js';
import { configuredKeys, operator, withDatabase } from './installation.js';
import { type Output, print, printRecord, printRows } from './output.js';
import { addAttributes, attributesOf, type ProviderOptions } from './provider-options.js';
import { signInLibrary } from './sign-in-library.js';
import { loadTerminalConfig } from './terminal.js';
import { unknownProvider } from './unknown.js';

/** `latchkey providers …`: identity providers, at which people sign in. */
export function providersCommand(): Command {
  const providers = new Command('providers').description(
    'manage identity providers: the OpenID providers at which people sign in',
  );
  addAttributes(
    providers
      .command('add')
      .description('add a provider; register the redirect URI that it prints at the provider')
      .addOption(sideOption('side whose people sign in there').makeOptionMandatory())
      .requiredOption('--key <key>', 'name in the redirect URI, such as company; cannot be changed')
      .requiredOption('--name <text>', 'name on the button')
      .requiredOption('--issuer <url>', 'issuer of the provider, exactly; cannot be changed')
      .requiredOption('--client-id <id>', 'id of this server at the provider'),
  ).action(add);
  printsRows(
    providers
      .command('list')
      .description('list the providers of both sides')
      .addOption(sideOption()),
  ).action(list);
  providers
    .command('show <providerId>')
    .description('show the attributes of a provider, and its redirect URI')
    .addOption(jsonOption())
    .action(show);
  addAttributes(
    providers
      .command('update <providerId>')
      .description('change attributes of a provider; options that you leave out change nothing')
      .option('--name <text>', 'name on the button')
      .option('--client-id <id>', 'id of this server at the provider')
      .addOption(
        new Option('--no-secret', 'make this server a public client of the provider').conflicts(
          'secretFile',
        ),
      )
      .addOption(new Option('--enable', 'let people sign in there again').conflicts('disable'))
      .option(
        '--disable',
        'hide the button, reject sign-ins and end the sessions that began there; the links of people stay',
      ),
  ).action(update);
  providers
    .command('remove <providerId>')
    .description(
      'remove a provider with the links of all people to it, and end the sessions that began there',
    )
    .addOption(jsonOption())
    .action(remove);
  return providers;
}

interface AddOptions extends ProviderOptions {
  side: Side;
  key: string;
  issuer: string;
}

async function add({ json, ...options }: AddOptions): Promise<void> {
  const { side, key, issuer } = options;
  const values = { side, key, issuer, ...(await attributesOf(options)) };
  const { validAttributes } = await import('#oauth/administration');
  const provider = await withProviders(async (providers, library) =>
    providers.create(validAttributes(library.NewIdentityProvider, values), operator()),
  );
  await printProvider(provider, { json });
}

async function list({ side, json, wide }: Output & { side?: Side }): Promise<void> {
  const all = await withProviders(async (providers) => providers.list());
  const shown = all.filter((provider) => side === undefined || provider.side === side);
  await printRows(
    shown.map(({ id: providerId, side: of, key, name, issuer, clientId, enabled }) => ({
      providerId,
      side: of,
      key,
      name,
      issuer,
      clientId,
      enabled,
    })),
    { json, wide },
    { details: ['clientId', 'enabled'] },
  );
}

async function show(providerId: string, { json }: Output): Promise<void> {
  const provider = await withProviders(async (providers) => providers.find(providerId));
  if (!provider) throw unknownProvider(providerId);
  await printProvider(provider, { json });
}

async function update(
  providerId: string,
  { json, ...options }: ProviderOptions,
  command: Command,
): Promise<void> {
  const values = await attributesOf(options);
  if (Object.values(values).every((value) => value === undefined)) {
    command.error('error: give at least one attribute to change');
  }
  const { validAttributes } = await import('#oauth/administration');
  const provider = await withProviders(async (providers, library) => {
    const changes = validAttributes(library.IdentityProviderChanges, values);
    return providers.update(providerId, changes, operator());
  });
  if (!provider) throw unknownProvider(providerId);
  await printProvider(provider, { json });
}

async function remove(providerId: string, { json }: Output): Promise<void> {
  const isRemoved = await withProviders(async (providers) =>
    providers.delete(providerId, operator()),
  );
  if (!isRemoved) throw unknownProvider(providerId);
  if (json) printRecord({ providerId, removed: true }, { json });
  else print(`${providerId} is removed`);
}

async function printProvider(
  provider: import('#sign-in').IdentityProvider,
  { json }: Output,
): Promise<void> {
  const { callbackPath } = await signInLibrary();
  const { id: providerId, side, key, name, issuer, clientId, sealedSecret, scope } = provider;
  const { enabled, createdAt, updatedAt } = provider;
  const redirectUri = (await loadTerminalConfig())[side].issuer + callbackPath(key);
  const hasSecret = sealedSecret !== null;
  const names = { providerId, side, key, name, issuer, redirectUri };
  const attributes = { clientId, hasSecret, scopes: scope.split(' '), enabled };
  printRecord({ ...names, ...attributes, createdAt, updatedAt }, { json });
}

async function withProviders<Result>(
  work: (
    providers: import('#sign-in').IdentityProviders,
    library: Awaited<ReturnType<typeof signInLibrary>>,
  ) => Promise<Result>,
): Promise<Result> {
  const library = await signInLibrary();
  return withDatabase(async ({ dataSource }) =>
    work(await library.openIdentityProviders(dataSource, await configuredKeys()), library),
  );
}
