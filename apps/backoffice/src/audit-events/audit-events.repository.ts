import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditEvent } from '#audit';
import { ResourceRepository } from '#json-api';
import { auditEventResource } from './audit-event.resource.js';

/** Reads events. Only `AuditLog` adds them. */
@Injectable()
export class AuditEventResources extends ResourceRepository<AuditEvent> {
  constructor(dataSource: DataSource) {
    super(dataSource, auditEventResource);
  }
}
