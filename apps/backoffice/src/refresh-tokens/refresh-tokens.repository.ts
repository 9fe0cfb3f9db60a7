import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ResourceRepository } from '#json-api';
import type { RefreshToken } from './refresh-token.entity.js';
import { refreshTokenResource } from './refresh-token.resource.js';

/** Reads refresh tokens of both sides. */
@Injectable()
export class RefreshTokenResources extends ResourceRepository<RefreshToken> {
  constructor(dataSource: DataSource) {
    super(dataSource, refreshTokenResource);
  }
}
