import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ResourceRepository } from '#json-api';
import type { Consent } from './consent.entity.js';
import { consentResource } from './consent.resource.js';

/** Reads consents of both sides. */
@Injectable()
export class ConsentResources extends ResourceRepository<Consent> {
  constructor(dataSource: DataSource) {
    super(dataSource, consentResource);
  }
}
