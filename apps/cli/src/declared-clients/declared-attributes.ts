import { Clients, type NewClient } from '#oauth/administration';

/** Adds the default of every attribute that the file leaves out, so that `apply` resets it. */
export function withDefaults(attributes: NewClient, ownerId: string | null): Required<NewClient> {
  const { side, name, scopes, description, accessTokenLifetime, ...rest } = attributes;
  return {
    side,
    name,
    scopes,
    owner: ownerId === null ? null : Clients.owner(side, ownerId),
    description: description ?? null,
    grantTypes: rest.grantTypes ?? ['client_credentials'],
    redirectUris: rest.redirectUris ?? [],
    postLogoutRedirectUris: rest.postLogoutRedirectUris ?? [],
    isPublic: rest.isPublic ?? false,
    isThirdParty: rest.isThirdParty ?? false,
    accessTokenLifetime: accessTokenLifetime ?? null,
    dpopBoundAccessTokens: rest.dpopBoundAccessTokens ?? false,
    allowedNetworks: rest.allowedNetworks ?? [],
    enabled: rest.enabled ?? true,
    expiresAt: rest.expiresAt ?? null,
    contact: rest.contact ?? null,
    jwks: rest.jwks ?? null,
    jwksUri: rest.jwksUri ?? null,
    limits: rest.limits ?? null,
  };
}
