import { useMay } from '../api/session.js';
import type { Related } from './data/lists.js';

/** The related resources that the reader may see beside people. */
export function useRelated(): Related {
  return { roles: useMay('roles:read'), customers: useMay('customers:read') };
}
