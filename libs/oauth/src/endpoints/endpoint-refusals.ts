import { Injectable } from '@nestjs/common';
import { OAuthError } from '../oauth.error.js';
import { Refusals } from '../refusals/refusals.js';
import type { FailedRequest } from './mounted.js';

/** Records the requests that the endpoints refused. */
@Injectable()
export class EndpointRefusals {
  constructor(private readonly refusals: Refusals) {}

  /** Records an error of the protocol, unless the client only has to repeat its request. */
  record(error: unknown, request: FailedRequest): void {
    if (!(error instanceof OAuthError)) return;
    const { status, code, description, facts } = error;
    if (status >= 500 || code === 'use_dpop_nonce') return;
    this.refusals.add({ ...request, ...facts, status, code, description });
  }
}
