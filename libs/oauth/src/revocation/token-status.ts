import { Injectable } from '@nestjs/common';
import type { LimitOverrides } from '../clients/limit-overrides.js';
import { clientInactiveReason, type ClientSnapshot } from '../clients/client-snapshot.js';
import { ClientCache } from '../clients/client-cache.js';
import type { Scope } from '../scope.js';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { RevokedTokens } from './revoked-tokens.js';
import type { InactiveReason } from './inactive-reason.js';
import { issuedAt } from '../access-tokens/token-id.js';

/**
 * The current scope of a token and the limits of its client, or the reason why it is not accepted.
 */
export type Status =
  { scope: Scope; limits: LimitOverrides | null } | { inactiveReason: InactiveReason };

/**
 * Computes the current status of a token for each request. A scope that the client or its owner has
 * lost since is no longer in the scope of the token.
 */
@Injectable()
export class TokenStatus {
  constructor(
    private readonly clients: ClientCache,
    private readonly revoked: RevokedTokens,
  ) {}

  /**
   * The claims must be verified. The address is that of the calling client, or null if it does not
   * call.
   */
  async of(claims: AccessTokenClaims, address: string | null): Promise<Status> {
    const { client_id: clientId } = claims;
    const client = this.clients.findInMemory(clientId) ?? (await this.clients.load(clientId));
    return statusOf(claims, client, {
      address,
      isRevoked: async () => this.revoked.isRevoked(claims.jti),
    });
  }
}

/** Computes the status of a token whose client was loaded already. */
export async function statusOf(
  claims: AccessTokenClaims,
  client: ClientSnapshot | null,
  { address, isRevoked }: { address: string | null; isRevoked: () => Promise<boolean> },
): Promise<Status> {
  if (!client) return { inactiveReason: 'client_gone' };
  const { sub, scope, cnf } = claims;
  if (isRevokedWithAll(claims, client.tokensValidAfter) || (await isRevoked()))
    return { inactiveReason: 'revoked' };
  const inactiveReason =
    sub === client.subject ? clientInactiveReason(client, address) : 'owner_gone';
  if (inactiveReason) return { inactiveReason };
  // The token may have been issued before its client was required to bind its tokens.
  if (client.dpopBoundAccessTokens && !cnf) return { inactiveReason: 'unbound' };
  const remaining = scope.split(' ').filter((token) => client.scopes.includes(token));
  return { scope: remaining, limits: client.limits };
}

/**
 * True when all tokens of the client were revoked in the millisecond of issue of this one, or
 * later.
 */
function isRevokedWithAll(claims: AccessTokenClaims, tokensValidAfter: number | null): boolean {
  if (tokensValidAfter === null || claims.iat > tokensValidAfter) return false;
  return issuedAt(claims) <= tokensValidAfter;
}
