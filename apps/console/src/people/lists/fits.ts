import type { Act } from '../acts/run-act.js';
import type { Person } from '../data/person.js';

/** True when an act would change one person. */
export function fits(act: Act, { enabled, confirmed, customer, roles }: Person): boolean {
  if (act === 'enable' || act === 'disable') return enabled === (act === 'disable');
  if (act === 'confirm') return !confirmed;
  if (act === 'leave') return Boolean(customer);
  return act !== 'takeRole' || (roles ?? []).length > 0;
}
