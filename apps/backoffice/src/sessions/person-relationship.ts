import { ownerTypeOf, type Side } from '#oauth';

/**
 * The person of a resource of both sides. The two sides may have people with the same id, so
 * filter[person] needs filter[side].
 */
export const personRelationship = {
  type: ({ side }: { side: Side }) => ownerTypeOf(side),
  types: ['users', 'customer-users'],
  property: 'personId',
  filter: true,
  needs: ['side'],
  readOnly: true,
} as const;
