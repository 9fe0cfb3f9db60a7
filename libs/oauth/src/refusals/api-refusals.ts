import { Injectable } from '@nestjs/common';
import { addressOf } from '../network.js';
import type { RefusalFacts } from '../oauth.error.js';
import { Refusals } from './refusals.js';

/** The parts of a request to the API that are used here. */
interface FailedRequest {
  id?: unknown;
  ip?: string;
  method: string;
  routeOptions?: { url?: string };
  /** The claims of an accepted token. */
  user?: { client_id: string };
  /** The client of a verified token. */
  tokenClientId?: string;
}

/** An error of the API, with the first error of its answer. */
interface Failure {
  exception: unknown;
  status: number;
  code: string;
  detail: string;
}

/** The statuses that refuse a caller, and not a malformed request. */
const REFUSED = new Set([401, 403, 429]);

/** Records the requests that the API refused. */
@Injectable()
export class ApiRefusals {
  constructor(private readonly refusals: Refusals) {}

  record(request: FailedRequest, { exception, status, code, detail }: Failure): void {
    // With a nonce the client only has to repeat the request.
    if (!REFUSED.has(status) || code === 'use_dpop_nonce') return;
    const { id, method, user, tokenClientId, routeOptions } = request;
    const clientId = user?.client_id ?? tokenClientId;
    const client = clientId === undefined ? {} : { clientId, isRegistered: true };
    const address = addressOf(request);
    const route = routeOptions?.url ?? '';
    const answer = { requestId: String(id), address, method, route, status, code };
    this.refusals.add({ ...factsOf(exception), ...client, ...answer, description: detail });
  }
}

/** Returns the facts of an error of this lib, also of one that the guard has wrapped. */
function factsOf(exception: unknown): RefusalFacts {
  const { facts, cause } = Object(exception) as { facts?: RefusalFacts; cause?: unknown };
  return facts ?? (Object(cause) as { facts?: RefusalFacts }).facts ?? {};
}
