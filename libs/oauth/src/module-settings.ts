import { Registry } from 'prom-client';
import { moduleConfig } from '#config';
import type { OAuthSettings } from './oauth-settings.js';
import type { OAuthOptions } from './oauth.options.js';

const KEY_BYTES = 32;

/** A side is part of the names of notification channels in PostgreSQL. */
const SIDE = /^[a-z][a-z0-9_]{0,39}$/;

/** The complete settings of a host, and those of the connections. */
export interface ModuleSettings extends OAuthSettings {
  poolSize: number;
  databaseLimits: ReturnType<typeof moduleConfig>['database']['limits'];
}

/**
 * Completes the options of a host with the defaults of config.yml.
 *
 * @throws ConfigError that lists wrong options, Error for a wrong key or side; neither has values
 */
export function moduleSettings(options: OAuthOptions): ModuleSettings {
  const {
    keyEncryptionKey,
    previousKeyEncryptionKey,
    dataSource: _,
    schema: __,
    migrate: ___,
    path = pathOf(options.issuer),
    side = path === ''
      ? 'default'
      : path
          .slice(1)
          .toLowerCase()
          .replaceAll(/[^a-z0-9_]/g, '_'),
    scopes = {},
    roles = {},
    peers = [],
    metrics = new Registry(),
    accessTokenLifetime,
    signingAlgorithm,
    poolSize,
    claims,
    onTokenIssued,
    onAuthenticationFailed,
    ...given
  } = options;
  const token = { accessTokenLifetime, signingAlgorithm };
  const config = moduleConfig({ ...given, token, database: { poolSize } });
  if (!SIDE.test(side)) {
    throw new Error('side of OAuthModule must match [a-z][a-z0-9_]*, with at most 40 characters');
  }
  const { token: tokens, database, ...settings } = config;
  return {
    ...settings,
    path,
    side,
    scopes,
    roles,
    peers,
    metrics,
    claims,
    onTokenIssued,
    onAuthenticationFailed,
    accessTokenLifetime: tokens.accessTokenLifetime,
    signingAlgorithm: tokens.signingAlgorithm,
    keyEncryptionKeys: {
      current: keyOf(keyEncryptionKey),
      previous: previousKeyEncryptionKey ? keyOf(previousKeyEncryptionKey) : null,
    },
    poolSize: database.poolSize,
    databaseLimits: database.limits,
  };
}

/** Returns the path of a URL, without the slash of an empty one; empty for a text that is no URL. */
function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname.replace(/\/$/, '') : '';
}

function keyOf(key: Buffer | string): Buffer {
  const bytes = Buffer.isBuffer(key) ? key : Buffer.from(key ?? '', 'base64');
  if (bytes.length === KEY_BYTES) return bytes;
  throw new Error('keyEncryptionKey of OAuthModule must be 32 bytes, or these in base64');
}
