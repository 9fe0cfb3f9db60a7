import { type Command, Option } from 'commander';
import type { Client, ClientChanges } from '#oauth';
import { readList, readNumber, readNumbers } from './arguments.js';
import { readKeySetFile } from './key-set-file.js';

/** What the options of `create` and `update` say; false is `--no-…`, that is nothing or the default. */
export interface ClientOptions {
  name?: string;
  description?: string | false;
  scopes?: string[];
  lifetime?: number | false;
  dpopBound?: boolean;
  networks?: string[] | false;
  expires?: string | false;
  contact?: string | false;
  jwks?: string | false;
  jwksUri?: string | false;
  limits?: Record<string, number> | false;
}

export function nameOption(): Option {
  return new Option('--name <name>', 'for people; unique within its side and owner');
}

export function scopesOption(): Option {
  return new Option(
    '--scopes <scopes>',
    'separated by blanks or commas, such as "users:read users:write"',
  ).argParser(readList);
}

/** Options of the optional attributes of a client. */
const OPTIONAL: readonly [flags: string, description: string, read?: (text: string) => unknown][] =
  [
    ['description <text>', 'for people'],
    [
      'lifetime <seconds>',
      'lifetime of its access tokens, 60 to 86400',
      readNumber(0, 999_999_999_999),
    ],
    ['dpop-bound', 'bind its tokens to a key that it must prove to have (DPoP, RFC 9449)'],
    [
      'networks <cidr,cidr>',
      'the only networks that it may call from, such as 10.0.0.0/8',
      readList,
    ],
    ['expires <time>', 'time at which it ends, such as 2027-12-31T23:59:59Z (RFC 3339)'],
    ['contact <text>', 'person to ask before it is removed'],
    ['jwks <file>', 'its public keys: a JWK Set, a JWK, or PEM; - is standard input'],
    ['jwks-uri <url>', 'URL at which it publishes its public keys'],
    [
      'limits <name=number,…>',
      'instead of clients.limits, such as requestsPerSecond=50,tokensPerMinute=60; 0 disables one',
      readNumbers,
    ],
  ];

const REMOVALS: Readonly<Record<string, string>> = {
  description: 'remove it',
  lifetime: 'remove it: the lifetime of its side applies',
  'dpop-bound': 'remove it: its tokens work without a key',
  networks: 'remove them: it may call from anywhere',
  expires: 'remove it: it does not end',
  contact: 'remove it',
  jwks: 'remove them',
  'jwks-uri': 'remove it',
  limits: 'remove them: clients.limits applies',
};

export function addOptionalAttributes(command: Command): Command {
  for (const [flags, description, read] of OPTIONAL) {
    const option = new Option(`--${flags}`, description);
    command.addOption(read ? option.argParser(read) : option);
  }
  return command;
}

/** For `update`: what is not named stays, so taking away needs words of its own. */
export function addRemovalOptions(command: Command): Command {
  for (const [name, description] of Object.entries(REMOVALS)) {
    command.option(`--no-${name}`, description);
  }
  return command;
}

/** As the classes of attributes have it; what was not said is undefined. */
export async function attributesOf(
  options: ClientOptions,
): Promise<Record<keyof ClientChanges, unknown>> {
  const { name, scopes, networks, jwks } = options;
  return {
    name,
    scopes,
    description: orNull(options.description),
    accessTokenLifetime: orNull(options.lifetime),
    dpopBoundAccessTokens: options.dpopBound,
    allowedNetworks: networks === false ? [] : networks,
    enabled: undefined,
    expiresAt: orNull(options.expires),
    contact: orNull(options.contact),
    jwks: typeof jwks === 'string' ? await readKeySetFile(jwks) : orNull(jwks),
    jwksUri: orNull(options.jwksUri),
    limits: orNull(options.limits),
  };
}

function orNull<Value>(value: Value | false | undefined): Value | null | undefined {
  return value === false ? null : value;
}

/** All that there is to know of it, for `show` and for scripts. */
export function clientRecord(client: Client) {
  const { id: clientId, side, name, description, scopes, ...rest } = client;
  const { accessTokenLifetime, dpopBoundAccessTokens, allowedNetworks, enabled, ...more } = rest;
  const { expiresAt, ownerId: owner, contact, jwks, jwksUri, limits, ...times } = more;
  const { tokensValidAfter, createdAt, updatedAt, lastUsedAt } = times;
  return {
    clientId,
    side,
    owner,
    name,
    description,
    scopes,
    accessTokenLifetime,
    dpopBoundAccessTokens,
    allowedNetworks,
    enabled,
    expiresAt,
    contact,
    jwks,
    jwksUri,
    limits,
    tokensValidAfter,
    createdAt,
    updatedAt,
    lastUsedAt,
  };
}

/** What fits beside each other, with everything that lets a program in besides secrets. */
export function clientRow(client: Client): Record<string, unknown> {
  const { id: clientId, side, ownerId: owner, name, scopes, enabled } = client;
  const { keyNames: keys, allowedNetworks: networks, updatedAt, lastUsedAt } = client;
  return { clientId, side, owner, name, scopes, enabled, keys, networks, updatedAt, lastUsedAt };
}
