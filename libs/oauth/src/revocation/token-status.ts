import { Inject, Injectable, Optional } from '@nestjs/common';
import type { LimitOverrides } from '../clients/limit-overrides.js';
import { clientInactiveReason, type ClientSnapshot } from '../clients/client-snapshot.js';
import { ClientCache } from '../clients/client-cache.js';
import { acceptsVisitors } from '../clients/client-grants.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { heldScope } from '../people/held-scope.js';
import { PersonCache } from '../people/person-cache.js';
import { type PersonSnapshot, revocationTimeOf } from '../people/person-snapshot.js';
import type { Scope } from '../scope.js';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { RevokedTokens } from './revoked-tokens.js';
import type { InactiveReason } from './inactive-reason.js';
import { issuedAt } from '../access-tokens/token-id.js';
import { isOfVisitor } from '../access-tokens/visitor.js';

/**
 * The current scope of a token and the limits of its client, or the reason why it is not accepted.
 */
export type Status =
  { scope: Scope; limits: LimitOverrides | null } | { inactiveReason: InactiveReason };

/** The current records of the client and the person of a token; null for one that does not exist. */
export interface TokenHolders {
  client: ClientSnapshot | null;
  /** Null for a token that is not of a person. */
  person: PersonSnapshot | null;
  /** The scopes that visitors may have. */
  visitorScopes: Scope;
}

/**
 * Computes the current status of a token for each request. A scope that the client, its owner or the
 * person of the token has lost since is no longer in the scope of the token.
 */
@Injectable()
export class TokenStatus {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<OAuthSettings, 'visitors'>,
    private readonly clients: ClientCache,
    private readonly revoked: RevokedTokens,
    // A host without people issues no tokens for them.
    @Optional() @Inject(PersonCache) private readonly people: PersonCache | null,
  ) {}

  /**
   * The claims must be verified. The address is that of the calling client, or null if it does not
   * call.
   */
  async of(claims: AccessTokenClaims, address: string | null): Promise<Status> {
    const { client_id: clientId } = claims;
    const client = this.clients.findInMemory(clientId) ?? (await this.clients.load(clientId));
    const person = isOfPerson(claims) ? await this.#person(claims.sub) : null;
    const visitorScopes = this.options.visitors?.scopes ?? [];
    return statusOf(
      claims,
      { client, person, visitorScopes },
      { address, isRevoked: async () => this.revoked.isRevoked(claims.jti) },
    );
  }

  async #person(id: string): Promise<PersonSnapshot | null> {
    return this.people && (this.people.findInMemory(id) ?? this.people.load(id));
  }
}

/** Computes the status of a token whose client and person were loaded already. */
export async function statusOf(
  claims: AccessTokenClaims,
  { client, person, visitorScopes }: TokenHolders,
  { address, isRevoked }: { address: string | null; isRevoked: () => Promise<boolean> },
): Promise<Status> {
  if (!client) return { inactiveReason: 'client_gone' };
  const { scope, cnf } = claims;
  const revokedAt = revocationTimeOf(client, person);
  // `iat` has whole seconds, and decides for all but the tokens of one second.
  const isRevokedWithAll = claims.iat <= revokedAt && issuedAt(claims) <= revokedAt;
  if (isRevokedWithAll || (await isRevoked())) return { inactiveReason: 'revoked' };
  const inactiveReason = holderInactiveReason(claims, { client, person }, address);
  if (inactiveReason) return { inactiveReason };
  // The token may have been issued before its client was required to bind its tokens.
  if (client.dpopBoundAccessTokens && !cnf) return { inactiveReason: 'unbound' };
  const tokens = scope.split(' ');
  const scopes = isOfVisitor(claims) ? scopesForVisitors(client, visitorScopes) : client.scopes;
  const held = person
    ? heldScope(tokens, client, person)
    : tokens.filter((token) => scopes.includes(token));
  return { scope: held, limits: client.limits };
}

/** Returns none when the client has lost the grant type. */
function scopesForVisitors(client: ClientSnapshot, visitorScopes: Scope): Scope {
  if (!acceptsVisitors(client)) return [];
  return client.scopes.filter((scope) => visitorScopes.includes(scope));
}

/** True for a token of a person who has signed in. */
export function isOfPerson({ auth_time }: AccessTokenClaims): boolean {
  return auth_time !== undefined;
}

function holderInactiveReason(
  claims: AccessTokenClaims,
  { client, person }: Pick<TokenHolders, 'person'> & { client: ClientSnapshot },
  address: string | null,
): InactiveReason | null {
  if (!isOfPerson(claims)) {
    const isOfClient = claims.sub === client.subject || isOfVisitor(claims);
    return isOfClient ? clientInactiveReason(client, address) : 'owner_gone';
  }
  if (!person) return 'person_gone';
  if (!person.isActive) return 'person_disabled';
  return clientInactiveReason(client, address);
}
