import { ConfigurableModuleBuilder } from '@nestjs/common';
import type { Side } from './side.js';

/** What one application decides about its authorization server. */
export interface OAuthOptions {
  /** Whose clients and keys these are. Those of the other side do not exist here. */
  side: Side;

  /** `iss` of every token, and the base URL of the metadata document (RFC 8414 §2). No trailing slash. */
  issuer: string;

  /** `aud` of every token; a token for another audience is refused (RFC 9068 §4). */
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
}

export interface Neighbour {
  name: string;
  audience: string;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: OAUTH_OPTIONS } =
  new ConfigurableModuleBuilder<OAuthOptions>({
    optionsInjectionToken: Symbol('OAUTH_OPTIONS'),
  }).build();
