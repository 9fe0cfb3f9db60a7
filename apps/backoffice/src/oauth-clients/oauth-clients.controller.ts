import { Controller, Delete, Get, HttpCode, Param, Patch, Post, UseGuards } from '@nestjs/common';
import {
  JsonApi,
  JsonApiError,
  ResourceAttributes,
  ResourceQuery,
  ResourceSelection,
} from '#json-api';
import {
  AccessTokenGuard,
  Caller,
  ClientChanges,
  Clients,
  NewClient,
  RequireScope,
  TokenRevocations,
} from '#oauth';
import { oauthClientResource } from './oauth-client.resource.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';

/** Clients of both sides. No secret is made with one: that is a resource of its own. */
@Controller('api/oauth-clients')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class OAuthClientsController {
  constructor(
    private readonly clients: Clients,
    private readonly tokens: TokenRevocations,
    private readonly rows: OAuthClientsRepository,
  ) {}

  @Get()
  @RequireScope('clients:read')
  async list(@ResourceQuery(oauthClientResource) query: ResourceQuery) {
    return this.rows.collection(query);
  }

  @Get(':id')
  @RequireScope('clients:read')
  async read(
    @Param('id') id: string,
    @ResourceSelection(oauthClientResource) selection: ResourceSelection,
  ) {
    return this.rows.document(id, selection);
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
    @ResourceSelection(oauthClientResource) _selection: ResourceSelection, // for what it refuses: any other parameter
    @Caller() { administrator }: Caller,
  ): Promise<void> {
    if (!(await this.clients.delete(id, administrator))) throw notFound(id);
  }

  /**
   * All tokens that the client has now. An act and no attribute to set: the time
   * is the database's, and it never moves back. Takes no document, as a DELETE.
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
