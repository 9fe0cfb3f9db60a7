import { isRowId } from '#database';
import type { Side } from '../side.js';
import { ClientAdministrationError } from './client-administration.error.js';

/** Returns the resource type of the users of a side. */
export const ownerTypeOf = (side: Side) => (side === 'storefront' ? 'customer-users' : 'users');

export const OWNER_POINTER = '/data/relationships/owner';

/** @throws ClientAdministrationError `validation_failed` for the other side, `related_not_found` */
export function readOwnerId(side: Side, { type, id }: { type: string; id: string }): string {
  const ownerType = ownerTypeOf(side);
  if (type !== ownerType) {
    const description = `the owner of a ${side} client is one of its ${ownerType}`;
    throw new ClientAdministrationError('validation_failed', description, OWNER_POINTER);
  }
  if (isRowId(id)) return id;
  throw unknownOwner(side, id);
}

export function unknownOwner(side: Side, id: string): ClientAdministrationError {
  const description = `there is no resource of type ${ownerTypeOf(side)} with the id ${id}`;
  return new ClientAdministrationError('related_not_found', description, OWNER_POINTER);
}
