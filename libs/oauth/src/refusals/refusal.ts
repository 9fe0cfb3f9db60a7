import type { RefusalFacts } from '../oauth.error.js';

/** A request that was refused. It has no secret, no token and no body. */
export interface Refusal extends RefusalFacts {
  requestId: string;
  address: string;
  method: string;
  /** The pattern of the route, such as `/api/users/:id`, which has no value of the request. */
  route: string;
  status: number;
  /** The code of the answer, see docs/errors.md. */
  code: string;
  /** The text of the answer. */
  description: string;
}

/** A row of the table: one refusal, or the sum of several that have no row of their own. */
export interface RefusalRow extends Omit<Refusal, 'requestId' | 'method' | 'route'> {
  occurredAt: Date;
  requestId: string | null;
  method: string | null;
  route: string | null;
  occurrences: number;
}
