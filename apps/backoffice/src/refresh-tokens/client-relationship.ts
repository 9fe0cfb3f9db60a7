/** The client of a resource that exists for one client. */
export const clientRelationship = {
  type: 'oauth-clients',
  property: 'clientId',
  idType: 'uuid',
  filter: true,
  readOnly: true,
} as const;
