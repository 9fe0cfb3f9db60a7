import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ResourceRepository } from '#json-api';
import type { ClientSecret } from '#oauth';
import { oauthClientSecretResource } from './oauth-client-secret.resource.js';

/** Reads secrets. `ClientSecrets` writes them. */
@Injectable()
export class OAuthClientSecretsRepository extends ResourceRepository<ClientSecret> {
  constructor(dataSource: DataSource) {
    super(dataSource, oauthClientSecretResource);
  }
}
