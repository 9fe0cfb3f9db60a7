import { Controller, Delete, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { JsonApiError, ResourceAttributes, ResourceSelection } from '#json-api';
import { Caller, RequireScope } from '#oauth';
import { ReadOnlyController } from '#resources';
import { IdentityProviderChanges, IdentityProviders, NewIdentityProvider } from '#sign-in';
import { identityProviderResource } from './identity-provider.resource.js';
import { IdentityProviderResources } from './identity-providers.repository.js';

/** Identity providers of both sides. No answer has the secret of one. */
@Controller(identityProviderResource.path)
export class IdentityProvidersController extends ReadOnlyController(
  identityProviderResource,
  IdentityProviderResources,
  'identity-providers:read',
) {
  constructor(
    rows: IdentityProviderResources,
    private readonly providers: IdentityProviders,
  ) {
    super(rows);
  }

  @Post()
  @RequireScope('identity-providers:write')
  async create(
    @ResourceAttributes(identityProviderResource, NewIdentityProvider)
    attributes: NewIdentityProvider,
    @ResourceSelection(identityProviderResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    const { id } = await this.providers.create(attributes, administrator);
    return this.rows.document(id, selection);
  }

  @Patch(':id')
  @RequireScope('identity-providers:write')
  async update(
    @Param('id') id: string,
    @ResourceAttributes(identityProviderResource, IdentityProviderChanges)
    changes: IdentityProviderChanges,
    @ResourceSelection(identityProviderResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    await this.providers.update(id, changes, administrator);
    return this.rows.document(id, selection);
  }

  /** Also removes the links of people to the provider. */
  @Delete(':id')
  @HttpCode(204)
  @RequireScope('identity-providers:write')
  async delete(
    @Param('id') id: string,
    @ResourceSelection(identityProviderResource) _selection: ResourceSelection, // rejects all other parameters
    @Caller() { administrator }: Caller,
  ): Promise<void> {
    if (await this.providers.delete(id, administrator)) return;
    throw JsonApiError.notFound(identityProviderResource.type, id);
  }
}
