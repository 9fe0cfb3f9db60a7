import { AdministeredController } from '#resources';
import { IdentityProviderChanges, IdentityProviders, NewIdentityProvider } from '#sign-in';
import { identityProviderResource } from './identity-provider.resource.js';
import { IdentityProviderResources } from './identity-providers.repository.js';

/**
 * Identity providers of both sides. No answer has the secret of one. A deletion also removes the links
 * of people to the provider.
 */
export class IdentityProvidersController extends AdministeredController(identityProviderResource, {
  repository: IdentityProviderResources,
  service: IdentityProviders,
  create: NewIdentityProvider,
  update: IdentityProviderChanges,
  scopes: { read: 'identity-providers:read', write: 'identity-providers:write' },
}) {}
