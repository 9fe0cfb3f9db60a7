import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditEvent } from '#audit';
import { ResourceRepository } from '#json-api';
import { auditEventResource } from './audit-event.resource.js';

/** For reading: only `AuditLog` adds events. */
@Injectable()
export class AuditEventResources extends ResourceRepository<AuditEvent> {
  constructor(dataSource: DataSource) {
    super(dataSource, auditEventResource);
  }
}
