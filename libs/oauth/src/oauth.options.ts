import type { Registry } from 'prom-client';
import type { ConnectionSource } from '#database';
import type { HostHooks } from './host-hooks.js';
import type { PeerApi, OAuthSettings } from './oauth-settings.js';

/**
 * The options of `OAuthModule.register`. Four are required; the others have the defaults of
 * config.yml, which also says what each is for and its limits.
 */
export interface OAuthOptions extends HostHooks {
  /**
   * `iss` of every token, and the base URL of the metadata document (RFC 8414 §2), such as
   * `https://shop.example`. No trailing slash. The endpoints are below its path.
   */
  issuer: string;

  /**
   * `aud` of every token (RFC 9068 §4). A token for another audience is rejected. If it is the issuer
   * and `/api`, the API is a protected resource with metadata (RFC 9728).
   */
  audience: string;

  /**
   * Encrypts the signing keys in the database: 32 bytes, or these in base64. Read it from a secret;
   * `makeKeyEncryptionKey()` makes one.
   */
  keyEncryptionKey: Buffer | string;

  /**
   * The PostgreSQL database: its URL, or a TypeORM data source, whose connection options are used.
   * The module opens connections of its own, and adds nothing to the data source.
   */
  dataSource: ConnectionSource;

  /** Schema of the tables of the module; default `latchkey`. The module creates it. */
  schema?: string;

  /** Runs pending migrations of the module's own tables at start; default true. */
  migrate?: boolean;

  /** Decrypts signing keys while `keyEncryptionKey` is being replaced. */
  previousKeyEncryptionKey?: Buffer | string;

  /**
   * Names the authorization server: clients, keys and tokens belong to it. The default follows from
   * the path of the issuer: `default` without one, `admin` for `https://shop.example/admin`.
   */
  side?: string;

  /**
   * The path below which the endpoints are; default: the path of the issuer. Empty behind a proxy
   * that removes that path.
   */
  path?: string;

  /** The scopes that clients may have, with a description each, such as `read orders`. */
  scopes?: Readonly<Record<string, string>>;

  /** The scopes of a client that acts for a person, by the role of the person. */
  roles?: Readonly<Record<string, readonly string[]>>;

  /** Other APIs. A caller with one of their tokens is told where the token belongs. */
  peers?: readonly PeerApi[];

  /** Seconds that a token is valid, 60 to 86400; default 3600. */
  accessTokenLifetime?: number;

  /** Algorithm of the next signing key; default `ES256`. */
  signingAlgorithm?: OAuthSettings['signingAlgorithm'];

  /** The life of signing keys: `keys` of config.yml. */
  keys?: Partial<OAuthSettings['keys']>;

  /** Caches of each process: `clients.cache` of config.yml. */
  clientCache?: Partial<OAuthSettings['clientCache']>;

  /** Limits of failed authentications: `clients.failedAttempts` of config.yml. */
  failedAttempts?: Partial<OAuthSettings['failedAttempts']>;

  /** Quotas of each client: `clients.limits` of config.yml. */
  limits?: Partial<OAuthSettings['limits']>;

  /** Assertions of clients: `clients.assertions` of config.yml. */
  assertions?: Partial<OAuthSettings['assertions']>;

  /** Download of the key sets of clients: `clients.jwksUri` of config.yml. */
  jwksUri?: Partial<OAuthSettings['jwksUri']>;

  /** Tokens that are bound to a key: `dpop` of config.yml. */
  dpop?: Partial<OAuthSettings['dpop']>;

  /** Counts of use: `clients.usage` of config.yml. */
  usage?: Partial<OAuthSettings['usage']>;

  /** Connections of one process; default 10. */
  poolSize?: number;

  /** Registry of the Prometheus metrics; default: one that nothing reads. */
  metrics?: Registry;
}
