import { Controller, Delete, Get, Header, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  Answers,
  document,
  JsonApiError,
  QueryFlag,
  ResourceAttributes,
  ResourceSelection,
  WithoutQuery,
} from '#json-api';
import { Caller, ClientSecrets, RequireScope, SecretChanges } from '#oauth';
import { ReadOnlyController } from '#resources';
import { oauthClientResource } from '../oauth-clients/oauth-client.resource.js';
import { CreateSecret } from './create-secret.js';
import { oauthClientSecretResource } from './oauth-client-secret.resource.js';
import { OAuthClientSecretsRepository } from './oauth-client-secrets.repository.js';

@Controller(oauthClientSecretResource.path)
export class OAuthClientSecretsController extends ReadOnlyController(
  oauthClientSecretResource,
  OAuthClientSecretsRepository,
  'clients:read',
) {
  constructor(
    rows: OAuthClientSecretsRepository,
    private readonly secrets: ClientSecrets,
  ) {
    super(rows);
  }

  @Get(':id/client')
  @RequireScope('clients:read')
  async readClient(
    @Param('id') id: string,
    @ResourceSelection(oauthClientResource) selection: ResourceSelection,
  ) {
    return this.rows.related(id, 'client', selection);
  }

  @Get(':id/relationships/client')
  @WithoutQuery()
  @RequireScope('clients:read')
  async identifyClient(@Param('id') id: string) {
    return this.rows.relationship(id, 'client');
  }

  /** The only answer with the secret. No cache may store it. */
  @Post()
  @Header('Cache-Control', 'no-store')
  @RequireScope('clients:write')
  @Answers({
    201: { description: 'With the secret, this once.', meta: { secret: { type: 'string' } } },
  })
  async create(
    @ResourceAttributes(oauthClientSecretResource, CreateSecret) attributes: CreateSecret,
    @ResourceSelection(oauthClientSecretResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    const { client, ...rest } = attributes;
    const created = await this.secrets.create(client.id, rest, administrator);
    if (!created) throw noClient(client.id);
    const { row: made, secret } = created;
    const row = await this.rows.get(made.id, selection);
    return document(oauthClientSecretResource, row, selection, { meta: { secret } });
  }

  @Patch(':id')
  @RequireScope('clients:write')
  async update(
    @Param('id') id: string,
    @ResourceAttributes(oauthClientSecretResource, SecretChanges) changes: SecretChanges,
    @ResourceSelection(oauthClientSecretResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    const secret = await this.secrets.update(id, changes, administrator);
    if (!secret) throw notFound(id);
    return this.rows.document(secret.id, selection);
  }

  /** Ends a secret at once. It stays listed for a while, so that an old secret can be told from a wrong one. */
  @Delete(':id')
  @HttpCode(204)
  @RequireScope('clients:write')
  async retire(
    @Param('id') id: string,
    @QueryFlag('forceRetirement') force: boolean,
    @Caller() { administrator }: Caller,
  ): Promise<void> {
    if (!(await this.secrets.retire(id, { force }, administrator))) throw notFound(id);
  }
}

function notFound(id: string): JsonApiError {
  return JsonApiError.notFound('oauth-client-secrets', id);
}

function noClient(id: string): JsonApiError {
  const pointer = '/data/relationships/client/data/id';
  return JsonApiError.relatedNotFound(`there is no client with the id ${id}`, pointer);
}
