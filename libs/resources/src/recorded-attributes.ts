import { SIDES } from '#oauth';

/** Attributes that only the server sets, for resource definitions. The column of a time needs an index. */
export const recorded = {
  side: { type: 'string', filter: true, values: SIDES, readOnly: true },
  time: { type: 'date-time', filter: true, sort: true, readOnly: true },
  count: { type: 'integer', readOnly: true },
  text: { type: 'string', readOnly: true },
} as const;
