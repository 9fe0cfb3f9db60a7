import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ResourceRepository } from '#json-api';
import type { RevokedToken } from './revoked-token.entity.js';
import { revokedTokenResource } from './revoked-token.resource.js';

/** Reads revocations. Only `TokenRevocations` revokes. */
@Injectable()
export class RevokedTokenResources extends ResourceRepository<RevokedToken> {
  constructor(dataSource: DataSource) {
    super(dataSource, revokedTokenResource);
  }
}
