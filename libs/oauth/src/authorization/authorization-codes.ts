import { Injectable } from '@nestjs/common';
import { OAuthError } from '../oauth.error.js';
import {
  AuthorizationCodesRepository,
  type AuthorizedRequest,
  type GivenTokens,
  type StoredCode,
} from './authorization-codes.repository.js';
import { codeChallengeOf, hashOneTimeSecret, makeOneTimeSecret } from './one-time-secret.js';

/** Seconds; RFC 6749 §4.1.2 recommends at most 10 minutes, and clients need less than a second. */
const LIFETIME = 60;

/** `code-verifier = 43*128unreserved` (RFC 7636 §4.1). */
const VERIFIER = /^[\w.~-]{43,128}$/;

/** The part of a token request that must match the authorization request. */
export interface CodeExchange {
  clientId: string;
  redirectUri: string | undefined;
  codeVerifier: string;
  /** Thumbprint of the key that the client has proven to have, or null. */
  jkt: string | null;
}

/** Issues authorization codes and redeems them (RFC 6749 §4.1.2, §4.1.3). */
@Injectable()
export class AuthorizationCodes {
  constructor(private readonly codes: AuthorizationCodesRepository) {}

  async issue(clientId: string, details: AuthorizedRequest): Promise<string> {
    const code = makeOneTimeSecret();
    const codeHash = hashOneTimeSecret(code)!;
    await this.codes.insert(codeHash, { clientId, details, lifetime: LIFETIME });
    return code;
  }

  /**
   * Returns the code if everything it is bound to matches. It may be expired or used. A mismatch
   * does not use up the code, so somebody who only has the code cannot disturb the client.
   *
   * @throws OAuthError `invalid_grant`, with one description for unknown codes and those of others
   */
  async find(code: string, exchange: CodeExchange): Promise<StoredCode> {
    const codeHash = hashOneTimeSecret(code);
    const stored = codeHash && (await this.codes.find(codeHash, LIFETIME));
    if (!stored || stored.clientId !== exchange.clientId) {
      throw new OAuthError('invalid_grant', 'the code is unknown, or of another client');
    }
    const mismatch = mismatchOf(stored, exchange);
    if (mismatch !== null) throw new OAuthError('invalid_grant', mismatch);
    return stored;
  }

  /**
   * Uses up a code for an access token. Of several simultaneous calls, in all processes, exactly one
   * gets true.
   */
  async use(code: string, token: { id: string; expiresAt: number }): Promise<boolean> {
    return this.codes.use(hashOneTimeSecret(code)!, token);
  }

  /** Adds the family of refresh tokens. Returns false when the code was revoked meanwhile. */
  async addFamily(code: string, familyId: string): Promise<boolean> {
    return this.codes.addFamily(hashOneTimeSecret(code)!, familyId);
  }

  /** Records the replay of a used code. Returns what to revoke, once. */
  async replay(code: string): Promise<GivenTokens | null> {
    return this.codes.replay(hashOneTimeSecret(code)!);
  }
}

function mismatchOf(stored: StoredCode, exchange: CodeExchange): string | null {
  const { redirectUri, codeVerifier, jkt } = exchange;
  if (redirectUri !== stored.redirectUri) {
    return 'redirect_uri must be that of the authorization request';
  }
  if (!VERIFIER.test(codeVerifier) || codeChallengeOf(codeVerifier) !== stored.codeChallenge) {
    return 'code_verifier does not match the code_challenge of the authorization request';
  }
  if (stored.jkt === undefined || stored.jkt === jkt) return null;
  return 'the code is bound to another key: send a DPoP proof of the key of dpop_jkt';
}
