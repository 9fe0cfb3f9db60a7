import type { SignedInPerson } from '../people/person-sessions.js';
import type { Scope } from '../scope.js';

/** The content of a new family of refresh tokens. */
export interface NewFamily {
  clientId: string;
  person: SignedInPerson;
  /** The granted scope, which a refresh never extends (RFC 6749 §6). */
  scope: Scope;
  /** Thumbprint of the key of a public client that has one; otherwise null (RFC 9449 §5). */
  jkt: string | null;
}

/** An access token that was issued with a refresh token; revoked with the family. */
export interface IssuedAccessToken {
  /** `jti` of the token. */
  id: string;
  /** Unix seconds. */
  expiresAt: number;
}

/** A family as the database has it; times in Unix seconds. */
export interface Family extends NewFamily {
  id: string;
  createdAt: number;
  isRevoked: boolean;
  /** True after the absolute or the idle lifetime. */
  isExpired: boolean;
  /** SHA-256 of the secret that is valid. */
  currentHash: Buffer;
  /** SHA-256 of the secret that was valid before the last rotation; null before the first one. */
  previousHash: Buffer | null;
  /** Salt of the last rotation. */
  salt: Buffer | null;
  /** True while the secret before the last rotation is accepted once more. */
  isInGrace: boolean;
}
