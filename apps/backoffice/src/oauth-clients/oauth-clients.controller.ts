import { Controller, Delete, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { JsonApiError, ResourceAttributes, ResourceSelection } from '#json-api';
import { Caller, ClientChanges, Clients, NewClient, RequireScope, TokenRevocations } from '#oauth';
import { ReadOnlyController } from '#resources';
import { oauthClientResource } from './oauth-client.resource.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';

/** Clients of both sides. A new client has no secret; secrets are a resource of their own. */
@Controller(oauthClientResource.path)
export class OAuthClientsController extends ReadOnlyController(
  oauthClientResource,
  OAuthClientsRepository,
  'clients:read',
) {
  constructor(
    rows: OAuthClientsRepository,
    private readonly clients: Clients,
    private readonly tokens: TokenRevocations,
  ) {
    super(rows);
  }

  @Post()
  @RequireScope('clients:write')
  async create(
    @ResourceAttributes(oauthClientResource, NewClient) attributes: NewClient,
    @ResourceSelection(oauthClientResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    const { id } = await this.clients.create(attributes, administrator);
    return this.rows.document(id, selection);
  }

  @Patch(':id')
  @RequireScope('clients:write')
  async update(
    @Param('id') id: string,
    @ResourceAttributes(oauthClientResource, ClientChanges) changes: ClientChanges,
    @ResourceSelection(oauthClientResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    await this.clients.update(id, changes, administrator);
    return this.rows.document(id, selection);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('clients:write')
  async delete(
    @Param('id') id: string,
    @ResourceSelection(oauthClientResource) _selection: ResourceSelection, // rejects all other parameters
    @Caller() { administrator }: Caller,
  ): Promise<void> {
    if (!(await this.clients.delete(id, administrator))) throw notFound(id);
  }

  /**
   * Revokes all tokens that the client has now. It is a route and no attribute, because the time is
   * that of the database and never moves back. Like a DELETE, it takes no document.
   */
  @Post(':id/revoke-tokens')
  @HttpCode(200)
  @RequireScope('clients:write')
  async revokeTokens(
    @Param('id') id: string,
    @ResourceSelection(oauthClientResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    if (!(await this.tokens.revokeAll(id, administrator))) throw notFound(id);
    return this.rows.document(id, selection);
  }
}

function notFound(id: string): JsonApiError {
  return JsonApiError.notFound('oauth-clients', id);
}
