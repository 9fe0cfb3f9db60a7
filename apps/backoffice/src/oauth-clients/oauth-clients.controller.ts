import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { JsonApiError, ResourceSelection } from '#json-api';
import { Caller, ClientChanges, Clients, NewClient, RequireScope, TokenRevocations } from '#oauth';
import { AdministeredController } from '#resources';
import { oauthClientResource } from './oauth-client.resource.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';

/** Clients of both sides. A new client has no secret; secrets are a resource of their own. */
@Controller(oauthClientResource.path)
export class OAuthClientsController extends AdministeredController(oauthClientResource, {
  repository: OAuthClientsRepository,
  service: Clients,
  create: NewClient,
  update: ClientChanges,
  scopes: { read: 'clients:read', write: 'clients:write' },
}) {
  constructor(
    rows: OAuthClientsRepository,
    clients: Clients,
    private readonly tokens: TokenRevocations,
  ) {
    super(rows, clients);
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
    if (await this.tokens.revokeAll(id, administrator)) return this.rows.document(id, selection);
    throw JsonApiError.notFound(oauthClientResource.type, id);
  }
}
