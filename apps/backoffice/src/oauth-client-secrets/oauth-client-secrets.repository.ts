import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ResourceRepository } from '#json-api';
import type { ClientSecret } from '#oauth';
import { oauthClientSecretResource } from './oauth-client-secret.resource.js';

/** For reading: what writes is `ClientSecrets`. */
@Injectable()
export class OAuthClientSecretsRepository extends ResourceRepository<ClientSecret> {
  constructor(dataSource: DataSource) {
    super(dataSource, oauthClientSecretResource);
  }
}
