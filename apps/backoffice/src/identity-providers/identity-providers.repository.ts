import { Injectable } from '@nestjs/common';
import { ComputedRows } from '#resources';
import { type IdentityProvider, IdentityProviders } from '#sign-in';
import {
  identityProviderResource,
  type ListedIdentityProvider,
} from './identity-provider.resource.js';

/** Reads identity providers. `IdentityProviders` changes them. */
@Injectable()
export class IdentityProviderResources extends ComputedRows<ListedIdentityProvider> {
  constructor(private readonly providers: IdentityProviders) {
    super(identityProviderResource);
  }

  protected override async all(): Promise<ListedIdentityProvider[]> {
    return (await this.providers.list()).map(listed);
  }
}

/** Picks what callers may see; never the secret, sealed or not. */
function listed(provider: IdentityProvider): ListedIdentityProvider {
  const { id, side, key, name, issuer, clientId, sealedSecret, scope, ...rest } = provider;
  const { enabled, createdAt, updatedAt } = rest;
  const times = { createdAt, updatedAt };
  const hasClientSecret = sealedSecret !== null;
  const scopes = scope.split(' ');
  return { id, side, key, name, issuer, clientId, hasClientSecret, scopes, enabled, ...times };
}
