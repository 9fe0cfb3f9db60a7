import { Controller, Get, Res, UseGuards } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { FastifyReply } from 'fastify';
import { type AuditEvent, AuditSealer } from '#audit';
import type { Config } from '#config';
import { ExportQuery, Exports } from '#json-api';
import { AccessTokenGuard, RequireScope } from '#oauth';
import { withActorTypes } from './actor-filter.js';
import { auditEventResource } from './audit-event.resource.js';
import { AuditEventResources } from './audit-events.repository.js';

/** The events that match the filters of the list, as a file. */
@Controller()
@UseGuards(AccessTokenGuard)
export class AuditExportsController {
  readonly #exports: Exports<AuditEvent>;

  constructor(
    rows: AuditEventResources,
    private readonly sealer: AuditSealer,
    config: ConfigService,
  ) {
    const { maxExported } = config.getOrThrow<Config['audit']>('audit');
    this.#exports = new Exports(rows, maxExported);
  }

  @Get(`${auditEventResource.path}.csv`)
  @RequireScope('audit:read')
  async exportCsv(
    @ExportQuery(auditEventResource, 'text/csv') query: ExportQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#send('csv', query, reply);
  }

  @Get(`${auditEventResource.path}.jsonl`)
  @RequireScope('audit:read')
  async exportJsonLines(
    @ExportQuery(auditEventResource, 'application/jsonl') query: ExportQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#send('jsonl', query, reply);
  }

  /** Sends the events that were committed before the request. */
  async #send(format: 'csv' | 'jsonl', query: ExportQuery, reply: FastifyReply): Promise<void> {
    const filters = withActorTypes(query.filters);
    const hasTime = filters.some(({ attribute }) => attribute === 'occurredAt');
    // The index of the time finds a period, and has this order.
    const byTime = hasTime && query.sort.length === 0;
    const sort = byTime ? [{ attribute: 'occurredAt', descending: false }] : query.sort;
    await this.sealer.seal();
    const name = `audit-events-${new Date().toISOString().slice(0, 10)}`;
    await this.#exports.send({ query: { ...query, filters, sort }, format, name }, reply);
  }
}
