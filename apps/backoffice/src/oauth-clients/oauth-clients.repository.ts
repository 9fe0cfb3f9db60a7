import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ResourceRepository } from '#json-api';
import type { Client } from '#oauth';
import { oauthClientResource } from './oauth-client.resource.js';

/** For reading: what writes is `Clients`, which knows who may give what. */
@Injectable()
export class OAuthClientsRepository extends ResourceRepository<Client> {
  constructor(dataSource: DataSource) {
    super(dataSource, oauthClientResource);
  }
}
