import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ResourceRepository } from '#json-api';
import type { Session } from './session.entity.js';
import { sessionResource } from './session.resource.js';

/** Reads sessions of both sides. */
@Injectable()
export class SessionResources extends ResourceRepository<Session> {
  constructor(dataSource: DataSource) {
    super(dataSource, sessionResource);
  }
}
