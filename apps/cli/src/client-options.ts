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

/** Each of these can be missing in a client. */
const OPTIONAL: readonly [flags: string, description: string, read?: (text: string) => unknown][] =
  [
    ['description <text>', 'for people'],
    ['lifetime <seconds>', 'of its access tokens, 60 to 86400', readNumber(0, 999_999_999_999)],
    ['dpop-bound', 'its tokens are bound to a key, which it has to prove (DPoP, RFC 9449)'],
    ['networks <cidr,cidr>', 'from which alone it may call, such as 10.0.0.0/8', readList],
    ['expires <time>', 'when it ends, such as 2027-12-31T23:59:59Z (RFC 3339)'],
    ['contact <text>', 'whom to ask before it is taken away'],
    ['jwks <file>', 'its public keys: a JWK Set, a JWK, or PEM; - is standard input'],
    ['jwks-uri <url>', 'where it publishes its public keys'],
    [
      'limits <name=number,…>',
      'instead of clients.limits, such as requestsPerSecond=50,tokensPerMinute=60; 0 disables one',
      readNumbers,
    ],
  ];

const WITHOUT: Readonly<Record<string, string>> = {
  description: 'take it away',
  lifetime: 'take it away: that of its side holds',
  'dpop-bound': 'take it away: whoever has one of its tokens can use it',
  networks: 'take them away: it may call from anywhere',
  expires: 'take it away: it does not end',
  contact: 'take it away',
  jwks: 'take them away',
  'jwks-uri': 'take it away',
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
export function addWithoutOptions(command: Command): Command {
  for (const [name, description] of Object.entries(WITHOUT)) {
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

/** What fits beside each other. */
export function clientRow(client: Client) {
  const { id: clientId, side, ownerId: owner, name, scopes, enabled, lastUsedAt } = client;
  return { clientId, side, owner, name, scopes, enabled, lastUsedAt };
}
