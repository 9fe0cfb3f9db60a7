import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { Registry } from 'prom-client';
import type { Side } from './side.js';

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

  /** Opens this application's sealed signing keys; 32 bytes. Another application's keys stay shut. */
  keyEncryptionKey: Buffer;

  /** Seconds; `expires_in` and `exp - iat`. */
  accessTokenLifetime: number;

  /**
   * The APIs next door, only to tell a caller with one of their tokens where
   * the token belongs. Nothing of theirs is ever accepted.
   */
  neighbours: readonly Neighbour[];

  /** What a role that is no row of the database lets through, by its name: scopes of this side. */
  roles: Readonly<Record<string, readonly string[]>>;

  clientCache: {
    /** Clients at the most. */
    size: number;
    /** Seconds; a change is told of at once, this is for one that is not. */
    lifetime: number;
  };

  failedAttempts: {
    /** Of one client from one network, in the window. */
    perClient: number;
    /** From one network, whoever it claims to be. */
    perNetwork: number;
    /** Seconds. */
    window: number;
    /** Events a second that get a row of their own in the audit trail; the rest is counted. */
    recorded: number;
    /** Milliseconds from the request to its refusal. */
    answerAfter: number;
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

export interface Neighbour {
  name: string;
  audience: string;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: OAUTH_OPTIONS } =
  new ConfigurableModuleBuilder<OAuthOptions>({
    optionsInjectionToken: Symbol('OAUTH_OPTIONS'),
  }).build();
