import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ResourceRepository } from '#json-api';
import type { Client } from '#oauth';
import { oauthClientResource } from './oauth-client.resource.js';

/** Reads clients. `Clients` writes them, because it checks which scopes a caller may grant. */
@Injectable()
export class OAuthClientsRepository extends ResourceRepository<Client> {
  constructor(dataSource: DataSource) {
    super(dataSource, oauthClientResource);
  }
}
