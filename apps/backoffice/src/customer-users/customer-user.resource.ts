import { customerLink, type CustomerUser, customerUserParts } from '#customers';
import { type ResourceDefinition, timestamps } from '#json-api';
import { customerResource } from '../customers/customer.resource.js';

/** The same people as the `users` of the storefront. */
export const customerUserResource = {
  type: 'customer-users',
  path: '/api/customer-users',
  ...customerUserParts,
  attributes: { ...customerUserParts.attributes, ...timestamps },
  relationships: { customer: customerLink((): ResourceDefinition => customerResource) },
} satisfies ResourceDefinition<CustomerUser>;
