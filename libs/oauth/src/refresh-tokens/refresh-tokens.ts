import { Injectable } from '@nestjs/common';
import type { Actor } from '#audit';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { OAuthError } from '../oauth.error.js';
import { PersonCache } from '../people/person-cache.js';
import { type PersonSnapshot, revocationTimeOf } from '../people/person-snapshot.js';
import type { Family, IssuedAccessToken, NewFamily } from './refresh-token-family.js';
import { RefreshTokenFamiliesRepository } from './refresh-token-families.repository.js';
import { RefreshTokenRevocation } from './refresh-token-revocation.js';
import {
  isSecretOf,
  makeRefreshToken,
  makeSalt,
  readRefreshToken,
  type RefreshToken,
  secretHash,
  successorOf,
  writeRefreshToken,
} from './refresh-token.js';

/** The client that uses a refresh token. */
export interface RefreshTokenUse {
  client: ClientSnapshot;
  /** Thumbprint of the key that the client has proven to have; null without a proof. */
  jkt: string | null;
  actor: Actor;
}

/** A refresh token that was accepted, and not replaced yet. */
export interface AcceptedRefreshToken {
  token: RefreshToken;
  family: Family;
  person: PersonSnapshot;
  use: RefreshTokenUse;
}

/**
 * The refresh tokens of people (RFC 6749 §6). Each use replaces the token. The replaced one is
 * accepted again for some seconds, and has the same successor, because the answer may have been lost,
 * or two tabs may have sent it at once. After that, its use shows that two parties have the token:
 * the whole family is revoked (RFC 9700 §4.14.2).
 */
@Injectable()
export class RefreshTokens {
  constructor(
    private readonly rows: RefreshTokenFamiliesRepository,
    private readonly people: PersonCache,
    private readonly revocation: RefreshTokenRevocation,
  ) {}

  /**
   * Issues the first token of a family, beside an access token. A public client is bound to the key
   * of its proof; other clients authenticate with each use (RFC 9449 §5).
   */
  async issue(
    client: ClientSnapshot,
    { person, scope, jkt }: Omit<NewFamily, 'clientId'>,
    accessToken: IssuedAccessToken,
  ): Promise<{ token: string; familyId: string }> {
    const token = makeRefreshToken();
    const { clientId, isPublic } = client;
    const family = { clientId, person, scope, jkt: isPublic ? jkt : null };
    const secret = { handle: token.handle, currentHash: secretHash(token.secret) };
    const familyId = await this.rows.insert(family, secret, accessToken);
    return { token: writeRefreshToken(token), familyId };
  }

  /** Finds the family of a refresh token, valid or not; null for another text. */
  async find(text: string): Promise<Family | null> {
    const token = readRefreshToken(text);
    return token && this.rows.find(token.handle);
  }

  /**
   * Checks a token that a client has sent. Nothing is changed, except that the family of a token
   * that was replaced before is revoked.
   *
   * @throws OAuthError `invalid_grant`
   */
  async accept(text: string, use: RefreshTokenUse): Promise<AcceptedRefreshToken> {
    const token = readRefreshToken(text);
    const family = token && (await this.rows.find(token.handle));
    if (!token || !family) throw invalid('unknown');
    const { personId } = family.person;
    const person = await this.people.find(personId);
    requireUsable(family, person, use);
    if (!isCurrent(token, family) && !isInGrace(token, family)) {
      await this.revocation.reused(family, use.actor);
      throw invalid('used before; the family is revoked');
    }
    return { token, family, person, use };
  }

  /**
   * Replaces an accepted token, and returns its successor. Requests that use the same token at once
   * get the same one.
   *
   * @throws OAuthError `invalid_grant` when the family was revoked meanwhile
   */
  async replace(
    { token, family, use }: AcceptedRefreshToken,
    accessToken: IssuedAccessToken,
  ): Promise<string> {
    if (isCurrent(token, family)) {
      const salt = makeSalt();
      const successor = successorOf(token, salt);
      const change = { successorHash: secretHash(successor.secret), salt };
      if (await this.rows.rotate(family, change, accessToken)) return writeRefreshToken(successor);
    }
    // Another request has replaced it, before this one or meanwhile.
    const replaced = await this.accept(writeRefreshToken(token), use);
    const { salt } = replaced.family;
    const isReplaced = salt && (await this.rows.add(family, accessToken));
    if (!isReplaced) throw invalid('revoked meanwhile');
    return writeRefreshToken(successorOf(token, salt));
  }
}

function isCurrent({ secret }: RefreshToken, { currentHash }: Family): boolean {
  return isSecretOf(secret, currentHash);
}

function isInGrace({ secret }: RefreshToken, family: Family): boolean {
  return family.isInGrace && isSecretOf(secret, family.previousHash);
}

/** @throws OAuthError `invalid_grant` */
function requireUsable(
  family: Family,
  person: PersonSnapshot | null,
  { client, jkt }: RefreshTokenUse,
): asserts person is PersonSnapshot {
  if (family.clientId !== client.clientId) {
    throw new OAuthError('invalid_grant', 'the refresh token was issued to another client');
  }
  if (family.isRevoked || family.createdAt <= revocationTimeOf(client, person)) {
    throw invalid('revoked');
  }
  if (family.isExpired) throw invalid('expired');
  if (!person?.isActive) throw invalid('the person is disabled, not confirmed or deleted');
  if (family.jkt !== null && family.jkt !== jkt) {
    const description = 'the refresh token is bound to a key: send a DPoP proof of that key';
    throw new OAuthError('invalid_grant', description);
  }
}

/** The client learns no reason; the cause is for the log. */
function invalid(cause: string): OAuthError {
  const description = 'the refresh token is not valid: the person must sign in again';
  return new OAuthError('invalid_grant', description, { cause: `refresh token: ${cause}` });
}
