import { type Command, Option } from 'commander';
import type { Client, ClientChanges } from '#oauth';
import { readList, readNumber, readNumbers } from './arguments.js';
import { readKeySetFile } from './key-set-file.js';

/** Options of `create` and `update`. False is `--no-…`, which removes the value or resets it. */
export interface ClientOptions {
  name?: string;
  description?: string | false;
  scopes?: string[];
  grantTypes?: string[];
  redirectUris?: string[] | false;
  postLogoutRedirectUris?: string[] | false;
  public?: boolean;
  thirdParty?: boolean;
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
  return new Option('--name <name>', 'name for people; unique for its side and owner');
}

export function scopesOption(): Option {
  return new Option(
    '--scopes <scopes>',
    'scopes separated by spaces or commas, such as "users:read users:write"',
  ).argParser(readList);
}

/** Options of the optional attributes of a client. */
const OPTIONAL: readonly [flags: string, description: string, read?: (text: string) => unknown][] =
  [
    ['description <text>', 'description for people'],
    [
      'grant-types <types>',
      'grant types separated by spaces or commas: client_credentials (the default), ' +
        'authorization_code, refresh_token, ' +
        'urn:latchkey:params:oauth:grant-type:visitor',
      readList,
    ],
    [
      'redirect-uris <uris>',
      'URIs to which people return after they have signed in, separated by spaces or commas',
      readList,
    ],
    [
      'post-logout-redirect-uris <uris>',
      'URIs to which people may return after they have signed out',
      readList,
    ],
    ['public', 'a program that cannot keep a secret, such as a single-page app; it has none'],
    ['third-party', 'ask people for consent before the client gets tokens for them'],
    [
      'lifetime <seconds>',
      'lifetime of its access tokens, 60 to 86400',
      readNumber(0, 999_999_999_999),
    ],
    [
      'dpop-bound',
      'bind its tokens to a key: each request needs a proof of that key (DPoP, RFC 9449)',
    ],
    [
      'networks <cidr,cidr>',
      'networks that the client may call from, such as 10.0.0.0/8; by default all',
      readList,
    ],
    ['expires <time>', 'time at which the client expires, such as 2027-12-31T23:59:59Z (RFC 3339)'],
    ['contact <text>', 'person to ask before the client is removed'],
    ['jwks <file>', 'file with its public keys: a JWK Set, a JWK, or PEM; - reads standard input'],
    ['jwks-uri <url>', 'URL at which it publishes its public keys'],
    [
      'limits <name=number,…>',
      'limits that replace clients.limits of config.yml, such as ' +
        'requestsPerSecond=50,tokensPerMinute=60; 0 disables a limit',
      readNumbers,
    ],
  ];

const REMOVALS: Readonly<Record<string, string>> = {
  description: 'remove the description',
  'redirect-uris': 'remove all redirect URIs',
  'post-logout-redirect-uris': 'remove all URIs to return to after signing out',
  public: 'require a secret or a key of the client',
  'third-party': 'ask nobody for consent',
  lifetime: 'use the token lifetime of the side',
  'dpop-bound': 'issue tokens that work without a key',
  networks: 'allow calls from any network',
  expires: 'let the client never expire',
  contact: 'remove the contact',
  jwks: 'remove the public keys',
  'jwks-uri': 'remove the URL of the public keys',
  limits: 'use clients.limits of config.yml',
};

export function addOptionalAttributes(command: Command): Command {
  for (const [flags, description, read] of OPTIONAL) {
    const option = new Option(`--${flags}`, description);
    command.addOption(read ? option.argParser(read) : option);
  }
  return command;
}

/** Adds the `--no-…` options of `update`, which remove values: options left out change nothing. */
export function addRemovalOptions(command: Command): Command {
  for (const [name, description] of Object.entries(REMOVALS)) {
    command.option(`--no-${name}`, description);
  }
  return command;
}

/** Maps options to attribute names. The attribute of an option that was not given is undefined. */
export async function attributesOf(
  options: ClientOptions,
): Promise<Record<keyof ClientChanges, unknown>> {
  const { name, scopes, grantTypes, redirectUris, postLogoutRedirectUris } = options;
  const { networks, jwks } = options;
  return {
    name,
    scopes,
    description: orNull(options.description),
    grantTypes,
    redirectUris: redirectUris === false ? [] : redirectUris,
    postLogoutRedirectUris: postLogoutRedirectUris === false ? [] : postLogoutRedirectUris,
    isPublic: options.public,
    isThirdParty: options.thirdParty,
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

/** All attributes of a client, for `show` and `--json`. */
export function clientRecord(client: Client) {
  const { id: clientId, side, ownerId: owner, name, description, scopes } = client;
  const { grantTypes, redirectUris, postLogoutRedirectUris, isPublic, isThirdParty } = client;
  const { accessTokenLifetime, dpopBoundAccessTokens, allowedNetworks, enabled } = client;
  const { expiresAt, contact, jwks, jwksUri, limits } = client;
  const { tokensValidAfter, createdAt, updatedAt, lastUsedAt } = client;
  const grants = { grantTypes, redirectUris, postLogoutRedirectUris, isPublic, isThirdParty };
  const tokens = { accessTokenLifetime, dpopBoundAccessTokens, allowedNetworks, enabled };
  const others = { expiresAt, contact, jwks, jwksUri, limits };
  const times = { tokensValidAfter, createdAt, updatedAt, lastUsedAt };
  const named = { clientId, side, owner, name, description, scopes };
  return { ...named, ...grants, ...tokens, ...others, ...times };
}

/** The attributes that fit in a table row. Keys and networks are included, as they allow calls. */
export function clientRow(client: Client): Record<string, unknown> {
  const { id: clientId, side, ownerId: owner, name, scopes, grantTypes, enabled } = client;
  const { keyNames: keys, allowedNetworks: networks, updatedAt, lastUsedAt } = client;
  const rights = { scopes, grantTypes, enabled, keys, networks };
  return { clientId, side, owner, name, ...rights, updatedAt, lastUsedAt };
}
