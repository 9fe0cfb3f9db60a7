import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { JsonApi, ResourceQuery, ResourceSelection } from '#json-api';
import { AccessTokenGuard, RequireScope } from '#oauth';
import { auditEventResource } from './audit-event.resource.js';
import { AuditEventResources } from './audit-events.repository.js';

/** The audit trail of both sides, read-only. `latchkey audit verify` checks that it is complete. */
@Controller('api/audit-events')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class AuditEventsController {
  constructor(private readonly events: AuditEventResources) {}

  @Get()
  @RequireScope('audit:read')
  async list(@ResourceQuery(auditEventResource) query: ResourceQuery) {
    return this.events.collection(query);
  }

  @Get(':id')
  @RequireScope('audit:read')
  async read(
    @Param('id') id: string,
    @ResourceSelection(auditEventResource) selection: ResourceSelection,
  ) {
    return this.events.document(id, selection);
  }
}
