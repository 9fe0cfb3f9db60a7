import { Injectable } from '@nestjs/common';
import type { LimitOverrides } from '../clients/limit-overrides.js';
import { clientInactiveReason, type ClientSnapshot } from '../clients/client-snapshot.js';
import { ClientCache } from '../clients/client-cache.js';
import type { Scope } from '../scope.js';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { RevokedTokens } from './revoked-tokens.js';
import type { InactiveReason } from './inactive-reason.js';
import { issuedAt } from '../access-tokens/token-id.js';

/** The remaining scope of a token and the limits of its client, or the fault of the token. */
export type Status = { scope: Scope; limits: LimitOverrides | null } | { fault: InactiveReason };

/**
 * The standing of a token now. It is computed for each request: a scope that was
 * taken from its client, or from the owner, is gone from the token, too.
 */
@Injectable()
export class TokenStatus {
  constructor(
    private readonly clients: ClientCache,
    private readonly revoked: RevokedTokens,
  ) {}

  /** `claims` are verified already; the address is where the client calls from, null when it does not. */
  async of(claims: AccessTokenClaims, address: string | null): Promise<Status> {
    const { client_id: clientId } = claims;
    const client = this.clients.findInMemory(clientId) ?? (await this.clients.load(clientId));
    return statusOf(claims, client, {
      address,
      isRevoked: async () => this.revoked.isRevoked(claims.jti),
    });
  }
}

/** The same for a client that was looked up already. */
export async function statusOf(
  claims: AccessTokenClaims,
  client: ClientSnapshot | null,
  { address, isRevoked }: { address: string | null; isRevoked: () => Promise<boolean> },
): Promise<Status> {
  if (!client) return { fault: 'client_gone' };
  const { sub, scope, cnf } = claims;
  if (isOfBefore(claims, client.tokensValidAfter) || (await isRevoked()))
    return { fault: 'revoked' };
  const fault = sub === client.subject ? clientInactiveReason(client, address) : 'owner_gone';
  if (fault) return { fault };
  // It may be from before its client was told to bind its tokens.
  if (client.dpopBoundAccessTokens && !cnf) return { fault: 'unbound' };
  const left = scope.split(' ').filter((token) => client.scopes.includes(token));
  return { scope: left, limits: client.limits };
}

/** True when all tokens of the client were revoked in the millisecond of this one, or later. */
function isOfBefore(claims: AccessTokenClaims, tokensValidAfter: number | null): boolean {
  if (tokensValidAfter === null || claims.iat > tokensValidAfter) return false;
  return issuedAt(claims) <= tokensValidAfter;
}
