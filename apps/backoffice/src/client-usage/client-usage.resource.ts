import type { ResourceDefinition } from '#json-api';
import { UsageReports } from '#oauth';
import { recorded } from '#resources';
import { clientRelationship } from '../refresh-tokens/client-relationship.js';

/** The sums of one client or side. */
export type UsageSum = Awaited<ReturnType<UsageReports['ofSides']>>[number];

export type Unit = (typeof UsageReports.units)[number];

/** The usage in one hour or day, of one client or of all clients of a side. */
export interface ClientUsageRow extends UsageSum {
  /** `day.2026-11-30.backoffice`, or `hour.2026-11-30T13.<client id>`: in the order of time. */
  id: string;
  unit: Unit;
  /** Null for the sum of all clients of the side. */
  clientId: string | null;
  /** The same, under the name of the relationship, by which lists filter. */
  client: string | null;
}

/**
 * Without `filter[client]` the rows are the sums of all clients, one for each side; without
 * `filter[unit]` they are days. An hour or day without use has no row.
 */
export const clientUsageResource = {
  type: 'client-usage',
  path: '/api/client-usage',
  idType: 'text',
  // The days of the retention time, or the hours of 16 days, in one answer.
  page: { default: 400, maximum: 1000 },
  attributes: {
    unit: {
      type: 'string',
      filter: ['eq'],
      values: UsageReports.units,
      readOnly: true,
      description: 'A day is one of UTC. Without a filter, a list has days.',
    },
    startsAt: recorded.time,
    side: recorded.side,
    tokensIssued: recorded.count,
    apiCalls: { ...recorded.count, description: 'Accepted requests to the API.' },
    denials: { ...recorded.count, description: 'Rejected requests of registered clients.' },
  },
  example: { unit: 'day', side: 'backoffice', tokensIssued: 24, apiCalls: 1780, denials: 2 },
  relationships: { client: { ...clientRelationship, nullable: true } },
} satisfies ResourceDefinition<ClientUsageRow>;
