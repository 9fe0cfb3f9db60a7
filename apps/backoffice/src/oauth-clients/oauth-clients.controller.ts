import { Controller, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { Conditional, JsonApiError, ResourceAttributes, ResourceSelection } from '#json-api';
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
    private readonly clients: Clients,
    private readonly tokens: TokenRevocations,
  ) {
    super(rows, clients);
  }

  /** The entity tag of selected fields lets a client change while it is used: use changes other ones. */
  @Patch(':id')
  @Conditional(oauthClientResource)
  @RequireScope('clients:write')
  override async update(
    @Param('id') id: string,
    @ResourceAttributes(oauthClientResource, ClientChanges) changes: ClientChanges,
    @ResourceSelection(oauthClientResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    await this.rows.inTransaction(async (rows, transaction) => {
      // In this order, as every change of clients; `rows` compares the version of If-Match.
      await this.clients.lock(id, transaction);
      await rows.lock(id);
      await this.clients.update(id, changes, administrator, transaction);
    });
    return this.rows.document(id, selection);
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
