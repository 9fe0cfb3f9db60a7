import type { ClientSnapshot } from '../clients/client-snapshot.js';
import type { Scope } from '../scope.js';

/** A person of this side as the protocol needs it; times in Unix seconds. */
export interface PersonSnapshot {
  /** Id of the user: `sub` of the person's tokens. */
  id: string;
  /** False for a person who is disabled, or whose e-mail address is not confirmed. */
  isActive: boolean;
  /** The scopes of the person's roles: a token of the person carries at most these. */
  scopes: Scope;
  /** Tokens issued in this millisecond or before are revoked. */
  tokensValidAfter: number | null;
}

/**
 * Returns the last time at which all tokens of the client or of the person were revoked, in Unix
 * seconds: tokens and codes that were issued then or before are not valid. Without a revocation, the
 * time is before all others.
 */
export function revocationTimeOf(
  client: Pick<ClientSnapshot, 'tokensValidAfter'>,
  person: Pick<PersonSnapshot, 'tokensValidAfter'> | null,
): number {
  return Math.max(client.tokensValidAfter ?? -Infinity, person?.tokensValidAfter ?? -Infinity);
}
