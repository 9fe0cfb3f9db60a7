import { Registry } from 'prom-client';
import { moduleConfig } from '#config';
import type { OAuthSettings } from './oauth-settings.js';
import type { OAuthOptions } from './oauth.options.js';
import { requireForms } from './option-forms.js';
import { isScopeToken } from './scope.js';

const KEY_BYTES = 32;

/** A side is part of the names of notification channels in PostgreSQL. */
const SIDE = /^[a-z][a-z0-9_]{0,39}$/;

/** The form of a path in the issuer, see `PublicUrl`. */
const PATH = /^(?:\/[\w.~-]+)*$/;

/** The complete settings of a host, and those of the connections. */
export interface ModuleSettings extends OAuthSettings {
  poolSize: number;
  databaseLimits: ReturnType<typeof moduleConfig>['database']['limits'];
}

/**
 * Completes the options of a host with the defaults of config.yml.
 *
 * @throws ConfigError that lists wrong options, Error for a wrong key, path, side, scope or listener;
 *   neither has values
 */
export function moduleSettings(options: OAuthOptions): ModuleSettings {
  const {
    keyEncryptionKey,
    previousKeyEncryptionKey,
    dataSource: _,
    schema: __,
    migrate: ___,
    path = pathOf(options.issuer),
    side = sideOf(path),
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
  requireForms(options);
  requirePath(path);
  requireScopes(scopes);
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

function sideOf(path: string): string {
  const name = path.slice(1).toLowerCase();
  return name === '' ? 'default' : name.replaceAll(/[^a-z0-9_]/g, '_');
}

/** @throws Error for a path that routers would read as a pattern, or that no request can have */
function requirePath(path: unknown): void {
  if (typeof path === 'string' && PATH.test(path)) return;
  throw new Error('path of OAuthModule must be empty, or like /admin: no slash at its end');
}

/** @throws Error for a scope that a request cannot name (RFC 6749 §3.3) */
function requireScopes(scopes: unknown): void {
  const isObject = typeof scopes === 'object' && scopes !== null && !Array.isArray(scopes);
  if (isObject && Object.keys(scopes).every(isScopeToken)) return;
  const scope = 'without spaces, quotes and backslashes';
  throw new Error(`scopes of OAuthModule must be an object from scopes, ${scope}, to descriptions`);
}

function keyOf(key: Buffer | string): Buffer {
  const text = typeof key === 'string' ? key : '';
  const bytes = key instanceof Uint8Array ? Buffer.from(key) : Buffer.from(text, 'base64');
  if (bytes.length === KEY_BYTES) return bytes;
  throw new Error('keyEncryptionKey of OAuthModule must be 32 bytes, or these in base64');
}
