import { useMay } from '../api/session.js';

/**
 * Returns the rights of the person's roles on clients. A person may take rights from any client with `clients:write`.
 * To give rights, they also need `clients:admin`: a new client, a scope, a key, fewer restrictions.
 */
export function useRights(): { mayTake: boolean; mayGive: boolean } {
  const mayTake = useMay('clients:write');
  return { mayTake, mayGive: useMay('clients:admin') && mayTake };
}
