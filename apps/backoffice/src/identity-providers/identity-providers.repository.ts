import { Injectable } from '@nestjs/common';
import {
  collection,
  document,
  JsonApiError,
  paginateInMemory,
  type ResourceQuery,
  type ResourceSelection,
} from '#json-api';
import { type IdentityProvider, IdentityProviders } from '#sign-in';
import {
  identityProviderResource,
  type ListedIdentityProvider,
} from './identity-provider.resource.js';

/** Reads identity providers. `IdentityProviders` changes them. */
@Injectable()
export class IdentityProviderResources {
  constructor(private readonly providers: IdentityProviders) {}

  async collection(query: ResourceQuery) {
    const all = (await this.providers.list()).map(listed);
    return collection(identityProviderResource, paginateInMemory(all, query), query);
  }

  /** @throws JsonApiError 404 `not_found` */
  async document(id: string, selection: ResourceSelection) {
    const provider = await this.providers.find(id);
    if (!provider) throw JsonApiError.notFound(identityProviderResource.type, id);
    return document(identityProviderResource, listed(provider), selection);
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
