import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { Registry } from 'prom-client';
import type { SigningAlgorithm } from './jws/signing-algorithm.js';
import type { Side } from './side.js';

/** What seals the signing keys of a side; 32 bytes each. */
export interface KeyEncryptionKeys {
  current: Buffer;
  /** Still opens what was sealed with it; null unless it is just being replaced. */
  previous: Buffer | null;
}

/** What one application decides about its authorization server. */
export interface OAuthOptions {
  /** Whose clients and keys these are. Those of the other side do not exist here. */
  side: Side;

  /** `iss` of every token, and the base URL of the metadata document (RFC 8414 §2). No trailing slash. */
  issuer: string;

  /**
   * `aud` of every token; a token for another audience is refused (RFC 9068 §4).
   * `issuer` + /api makes the API a protected resource with metadata (RFC 9728).
   */
  audience: string;

  /** Seal this application's signing keys. Another application's keys stay shut. */
  keyEncryptionKeys: KeyEncryptionKeys;

  /** Of the next signing key; a start with another one than the newest has rotates. */
  signingAlgorithm: SigningAlgorithm;

  keys: {
    /** Days that a key signs; 0 is without an end. */
    rotateAfter: number;
    /** Seconds that a key is at least published before it signs. */
    announceFor: number;
    /** Seconds that a key waits at most for processes that lack it. */
    maxWait: number;
  };

  /** Seconds; `expires_in` and `exp - iat`. */
  accessTokenLifetime: number;

  /**
   * The APIs next door, only to tell a caller with one of their tokens where
   * the token belongs. Nothing of theirs is ever accepted.
   */
  neighbours: readonly PeerApi[];

  /** What a role that is no row of the database lets through, by its name: scopes of this side. */
  roles: Readonly<Record<string, readonly string[]>>;

  clientCache: {
    /** The maximum number of clients. */
    size: number;
    /** The maximum number of tokens whose signature was verified. */
    tokens: number;
    /** Seconds, for changes whose notification was lost. */
    lifetime: number;
    /** Seconds that clients, keys and revocations in memory are trusted while the database is away. */
    staleFor: number;
  };

  failedAttempts: {
    /** Of one client from one network, in the window. */
    perClient: number;
    /** From one network, whoever it claims to be. */
    perNetwork: number;
    /** Seconds. */
    window: number;
    /** Failures a minute that get an audit event of their own; the rest is summed up by network. */
    recorded: number;
    /** Networks a minute that get a sum of their own; the rest share one. */
    recordedNetworks: number;
    /** Milliseconds from the request to its refusal. */
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

  /** What clients sign to authenticate (RFC 7523). */
  assertions: {
    /** The maximum of seconds from now to `exp`. */
    maxLifetime: number;
    /** Seconds by which `iat` and `nbf` may be in the future. */
    clockTolerance: number;
    /** Characters. */
    maxLength: number;
  };

  /** How key sets are fetched that clients publish. */
  jwksUri: {
    /** Beside https. */
    allowHttp: boolean;
    /** Addresses that are not public and may be asked all the same. */
    privateNetworks: readonly string[];
    /** Seconds for all of it. */
    timeout: number;
    /** Bytes. */
    maxSize: number;
    /** Seconds that keys are used without asking again. */
    lifetime: number;
    /** Seconds between two requests for one set, whatever came of the first. */
    cooldown: number;
    /** Seconds beyond their lifetime that keys are used while they cannot be fetched. */
    grace: number;
    /** Sets in memory. */
    cacheSize: number;
  };

  dpop: {
    /** Whether a proof needs a nonce of ours (RFC 9449 §8, §9). */
    requireNonce: boolean;
    /** Seconds. */
    nonceLifetime: number;
    /** Seconds that `iat` of a proof without a nonce may differ from the time here. */
    iatWindow: number;
  };

  usage: {
    /** Seconds between two writes of what was counted. */
    interval: number;
    /** Days that the counts of an hour are kept. */
    retention: number;
  };

  /** Where Prometheus finds what is counted of the protocol. */
  metrics: Registry;
}

export interface PeerApi {
  name: string;
  audience: string;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: OAUTH_OPTIONS } =
  new ConfigurableModuleBuilder<OAuthOptions>({
    optionsInjectionToken: Symbol('OAUTH_OPTIONS'),
  }).build();

/** Seconds; the longest lifetime of an access token, also for clients with a lifetime of their own. */
export const MAX_TOKEN_LIFETIME = 86_400;
