import { Injectable } from '@nestjs/common';
import { JsonApiError, type ResourceQuery } from '#json-api';
import { SIDES, UsageReports } from '#oauth';
import { ComputedRows } from '#resources';
import {
  type ClientUsageRow,
  clientUsageResource,
  type Unit,
  type UsageSum,
} from './client-usage.resource.js';
import { reportedTime, textOf, timeOf } from './reported-time.js';

/** Ids of rows: the unit, its start, and the client or the side. */
const ID = /^(?:(?<day>day)\.(\d{4}-\d\d-\d\d)|hour\.(\d{4}-\d\d-\d\dT\d\d))\.([a-z\d-]{1,40})$/;

/** Reads the usage of clients, which is summed up for each answer. */
@Injectable()
export class ClientUsageResources extends ComputedRows<ClientUsageRow> {
  constructor(private readonly reports: UsageReports) {
    super(clientUsageResource);
  }

  override async find(id: string): Promise<ClientUsageRow | null> {
    const [, day, date, hour, subject] = ID.exec(id) ?? [];
    const from = timeOf(date ?? hour ?? '');
    if (!from || subject === undefined) return null;
    const unit = day === undefined ? 'hour' : 'day';
    const rows = await this.#rows(SIDES.some((side) => side === subject) ? null : subject, {
      unit,
      from,
      before: new Date(from.getTime() + (unit === 'day' ? 86_400_000 : 3_600_000)),
    });
    return rows.find((row) => row.id === id) ?? null;
  }

  /** @throws JsonApiError 400 for a filter by several clients */
  protected override async all(query: ResourceQuery): Promise<ClientUsageRow[]> {
    return this.#rows(clientOf(query), reportedTime(query));
  }

  async #rows(
    client: string | null,
    time: ReturnType<typeof reportedTime>,
  ): Promise<ClientUsageRow[]> {
    const sums =
      client === null
        ? await this.reports.ofSides(time)
        : await this.reports.ofClient(client, time);
    return resources(sums, time.unit, client);
  }
}

function resources(sums: UsageSum[], unit: Unit, clientId: string | null): ClientUsageRow[] {
  return sums.map((sum) => ({
    ...sum,
    id: `${unit}.${textOf(sum.startsAt, unit)}.${clientId ?? sum.side}`,
    unit,
    clientId,
    client: clientId,
  }));
}

/** Returns the client of `filter[client]`; null for the sums of all clients. */
function clientOf({ filters }: ResourceQuery): string | null {
  const ofClient = filters.filter(({ attribute }) => attribute === 'client');
  if (ofClient.length === 0) return null;
  const [{ operator, values }] = ofClient as [(typeof ofClient)[0]];
  if (ofClient.length === 1 && operator === 'exists' && values[0] === false) return null;
  if (ofClient.length === 1 && operator === 'eq' && values.length === 1) return String(values[0]);
  throw new JsonApiError({
    status: 400,
    code: 'invalid_parameter',
    detail: 'filter[client] must be the id of one client; without it, the list has all clients',
    source: { parameter: 'filter[client]' },
  });
}
