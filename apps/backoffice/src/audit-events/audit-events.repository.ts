import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type AuditEvent, AuditSealer } from '#audit';
import { ResourceRepository } from '#json-api';
import { withActorTypes } from './actor-filter.js';
import { auditEventResource } from './audit-event.resource.js';

/**
 * Reads the events of the chain. An event gets its id when it is sealed, so events that were committed
 * before the request are sealed first: a caller that has changed something finds the event.
 */
@Injectable()
export class AuditEventResources extends ResourceRepository<AuditEvent> {
  constructor(
    dataSource: DataSource,
    private readonly sealer: AuditSealer,
  ) {
    super(dataSource, auditEventResource);
  }

  override async collection(
    ...[query, ...rest]: Parameters<ResourceRepository<AuditEvent>['collection']>
  ) {
    const filters = withActorTypes(query.filters);
    await this.sealer.seal();
    const isSame = filters.length === query.filters.length;
    return super.collection(isSame ? query : { ...query, filters }, ...rest);
  }
}
