import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import {
  collection,
  document,
  JsonApi,
  JsonApiError,
  ResourceQuery,
  SparseFieldset,
} from '#json-api';
import { AccessTokenGuard, RequireScope } from '#oauth';
import { auditEventResource } from './audit-event.resource.js';
import { AuditEventResources } from './audit-events.repository.js';

/** The audit trail of both sides, to read; whether it is whole says `latchkey audit verify`. */
@Controller('api/audit-events')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class AuditEventsController {
  constructor(private readonly events: AuditEventResources) {}

  @Get()
  @RequireScope('audit:read')
  async list(@ResourceQuery(auditEventResource) query: ResourceQuery) {
    return collection(auditEventResource, await this.events.list(query), query);
  }

  @Get(':id')
  @RequireScope('audit:read')
  async read(@Param('id') id: string, @SparseFieldset(auditEventResource) fields: SparseFieldset) {
    const event = await this.events.find(id, fields);
    if (!event) throw JsonApiError.notFound('audit-events', id);
    return document(auditEventResource, event, fields);
  }
}
