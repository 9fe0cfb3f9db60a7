import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ResourceRepository } from '#json-api';
import { oauthClientSecretResource } from './oauth-client-secret.resource.js';
import type { UsedSecret } from './used-secret.entity.js';

/** Reads secrets. `ClientSecrets` writes them. */
@Injectable()
export class OAuthClientSecretsRepository extends ResourceRepository<UsedSecret> {
  constructor(dataSource: DataSource) {
    super(dataSource, oauthClientSecretResource);
  }
}
