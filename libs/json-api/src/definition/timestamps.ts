/** The attributes of the times that the database sets in a row, for a resource definition. */
export const timestamps = {
  createdAt: { type: 'date-time', filter: true, sort: true, readOnly: true },
  updatedAt: { type: 'date-time', filter: true, sort: true, readOnly: true },
} as const;
