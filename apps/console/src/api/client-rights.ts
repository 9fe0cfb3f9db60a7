import { useMay } from './session.js';

/**
 * Returns the rights of the person's roles on clients. A person may take rights from any client with `clients:write`.
 * To give rights, they also need `clients:admin`: a new client, a key, a secret, fewer restrictions. Other scopes
 * count as such, also fewer ones.
 */
export function useRights(): { mayTake: boolean; mayGive: boolean } {
  const mayTake = useMay('clients:write');
  return { mayTake, mayGive: useMay('clients:admin') && mayTake };
}
