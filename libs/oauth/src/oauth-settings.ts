import type { Registry } from 'prom-client';
import type { HostHooks } from './host-hooks.js';
import type { SigningAlgorithm } from './jws/signing-algorithm.js';
import type { RefusalSettings } from './refusal-settings.js';
import type { Side } from './side.js';

/** Keys that encrypt the signing keys of a side; 32 bytes each. */
export interface KeyEncryptionKeys {
  current: Buffer;
  /**
   * Decrypts signing keys that are not resealed yet; null except while the key is being replaced.
   */
  previous: Buffer | null;
}

/** Settings of the authorization server of one application. */
export interface OAuthSettings extends HostHooks {
  /** Clients and keys belong to a side. Those of the other side do not exist here. */
  side: Side;

  /**
   * `iss` of every token, and the base URL of the metadata document (RFC 8414 §2). No trailing
   * slash.
   */
  issuer: string;

  /** The path below which the endpoints are, such as `/admin`; empty for the root. */
  path: string;

  /**
   * `aud` of every token; a token for another audience is rejected (RFC 9068 §4).
   * If it is `issuer` + /api, the API is a protected resource with metadata (RFC 9728).
   */
  audience: string;

  /**
   * Encrypt the signing keys of this application. They cannot decrypt those of another application.
   */
  keyEncryptionKeys: KeyEncryptionKeys;

  /**
   * Algorithm of the next signing key. If the newest key has another one, the server rotates at
   * start.
   */
  signingAlgorithm: SigningAlgorithm;

  keys: {
    /** Days that a key signs; 0 disables rotation by age. */
    rotateAfter: number;
    /** Minimum seconds that a key is published before it signs. */
    announceFor: number;
    /** Maximum seconds that a key waits for processes that have not loaded it. */
    maxWait: number;
  };

  /** Seconds; `expires_in` and `exp - iat`. */
  accessTokenLifetime: number;

  /**
   * The APIs of the other applications. A caller with one of their tokens is told where the token
   * belongs. Their tokens are never accepted.
   */
  peers: readonly PeerApi[];

  /** The scopes of this side with their descriptions, in the order of the metadata. */
  scopes: Readonly<Record<string, string>>;

  /**
   * Scopes of this side that each role permits, by name, for roles that are not in the database.
   */
  roles: Readonly<Record<string, readonly string[]>>;

  clientCache: {
    /** The maximum number of clients. */
    size: number;
    /** The maximum number of tokens whose signature was verified. */
    tokens: number;
    /**
     * Seconds that a client is cached; bounds the delay of a change whose notification was lost.
     */
    lifetime: number;
    /** Seconds that clients, keys and revocations in memory are trusted without the database. */
    staleFor: number;
  };

  failedAttempts: {
    /** Maximum failures of one client from one network within the window. */
    perClient: number;
    /** Maximum failures from one network within the window, for all client ids together. */
    perNetwork: number;
    /** Seconds. */
    window: number;
    /** Failures per minute that get their own audit event; the others are summed up by network. */
    recorded: number;
    /** Networks per minute that get their own sum; the others share one. */
    recordedNetworks: number;
    /** Milliseconds from the request to the error response. */
    answerAfter: number;
  };

  /** Quotas of each client in one process; 0 disables one. */
  limits: {
    requestsInFlight: number;
    requestsPerSecond: number;
    tokensPerMinute: number;
    revocationsPerMinute: number;
    introspectionsPerMinute: number;
  };

  /** Assertions that clients sign to authenticate (RFC 7523). */
  assertions: {
    /** Maximum seconds from now to `exp`. */
    maxLifetime: number;
    /** Seconds by which `iat` and `nbf` may be in the future. */
    clockTolerance: number;
    /** Maximum characters. */
    maxLength: number;
  };

  /** Download of the key sets that clients publish. */
  jwksUri: {
    /** Permits http URLs in addition to https. */
    allowHttp: boolean;
    /** Networks from which key sets may be fetched although they are not public. */
    privateNetworks: readonly string[];
    /** Seconds for the complete download. */
    timeout: number;
    /** Maximum bytes of a key set. */
    maxSize: number;
    /** Seconds that keys are used before they are fetched again. */
    lifetime: number;
    /** Minimum seconds between two requests for one set, also after a failure. */
    cooldown: number;
    /** Seconds beyond their lifetime that keys are used while they cannot be fetched. */
    grace: number;
    /** Maximum sets in memory. */
    cacheSize: number;
  };

  dpop: {
    /** True to reject a proof without a nonce of this server (RFC 9449 §8, §9). */
    requireNonce: boolean;
    /** Seconds. */
    nonceLifetime: number;
    /** Seconds by which `iat` of a proof without a nonce may differ from the time of the server. */
    iatWindow: number;
  };

  /** Callers who have not signed in; a host of the module has none. */
  visitors?: VisitorSettings;

  usage: {
    /** Seconds between two writes of the counts. */
    interval: number;
    /** Days that hourly counts are kept. */
    retention: number;
  };

  /** Registry of the Prometheus metrics. */
  metrics: Registry;
}

/** Rights of visitors, who are callers that have not signed in. */
export interface VisitorSettings {
  /** Scopes that a token of a visitor has at most; empty: there are no visitors. */
  scopes: readonly string[];
  /** Seconds that a token is valid at most. */
  tokenLifetime: number;
  /** Tokens in a minute, in one process; see `VisitorLimits`. */
  tokensPerMinute: { perClient: number; perNetwork: number };
}

/** Settings of an application whose people sign in. */
export interface ShopSettings extends OAuthSettings {
  /** Lifetimes of the refresh tokens of people; seconds. */
  refreshTokens: {
    /** From the last use. */
    idleLifetime: number;
    /** From the authorization. */
    lifetime: number;
    /** Time for which a replaced token is accepted once more, with the same answer. */
    grace: number;
  };

  /** Requests of one network in a minute, in one process; see `RequestRate`. */
  authorizationRequestsPerMinute: number;

  refusals: RefusalSettings;
}

export interface PeerApi {
  name: string;
  audience: string;
}

/** Injection token of the settings. */
export const OAUTH_SETTINGS = Symbol('OAUTH_SETTINGS');

/** Seconds; the maximum lifetime of an access token, also for clients with their own lifetime. */
export const MAX_TOKEN_LIFETIME = 86_400;
