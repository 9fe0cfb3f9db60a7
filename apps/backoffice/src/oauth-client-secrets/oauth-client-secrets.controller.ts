import {
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  UseGuards,
} from '@nestjs/common';
import {
  Answers,
  document,
  JsonApi,
  JsonApiError,
  QueryFlag,
  ResourceAttributes,
  ResourceQuery,
  ResourceSelection,
} from '#json-api';
import { AccessTokenGuard, Caller, ClientSecrets, RequireScope, SecretChanges } from '#oauth';
import { CreateSecret } from './create-secret.js';
import { oauthClientSecretResource } from './oauth-client-secret.resource.js';
import { OAuthClientSecretsRepository } from './oauth-client-secrets.repository.js';

@Controller('api/oauth-client-secrets')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class OAuthClientSecretsController {
  constructor(
    private readonly secrets: ClientSecrets,
    private readonly rows: OAuthClientSecretsRepository,
  ) {}

  @Get()
  @RequireScope('clients:read')
  async list(@ResourceQuery(oauthClientSecretResource) query: ResourceQuery) {
    return this.rows.collection(query);
  }

  @Get(':id')
  @RequireScope('clients:read')
  async read(
    @Param('id') id: string,
    @ResourceSelection(oauthClientSecretResource) selection: ResourceSelection,
  ) {
    return this.rows.document(id, selection);
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
    const made = await this.secrets.create(client.id, rest, administrator);
    if (!made) throw noClient(client.id);
    const { row, secret } = made;
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
    return this.rows.document(secret, selection);
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
