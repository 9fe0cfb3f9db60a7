import { Injectable } from '@nestjs/common';
import type { AuthorizationRequest } from './authorization-request.js';
import {
  AuthorizationRequestsRepository,
  type NewRequest,
  type StoredRequest,
} from './authorization-requests.repository.js';
import { hashOneTimeSecret, makeOneTimeSecret } from './one-time-secret.js';

/** Seconds in which a person signs in and consents. */
const LIFETIME = 600;

/** Seconds from a pushed request until the browser is there; RFC 9126 §2.2 suggests 5 to 600. */
export const PUSHED_LIFETIME = 90;

/** The form of a `request_uri` (RFC 9126 §2.2); the id follows. */
const REQUEST_URI = 'urn:ietf:params:oauth:request_uri:';

/** Keeps authorization requests under secret ids, until people have answered them. */
@Injectable()
export class AuthorizationRequests {
  constructor(private readonly requests: AuthorizationRequestsRepository) {}

  /** Stores a request, and returns its id. */
  async add(clientId: string, request: AuthorizationRequest): Promise<string> {
    return this.#insert({ clientId, request, isPushed: false, lifetime: LIFETIME });
  }

  /** Stores a pushed request, and returns its `request_uri`. */
  async push(clientId: string, request: AuthorizationRequest): Promise<string> {
    const pushed = { clientId, request, isPushed: true, lifetime: PUSHED_LIFETIME };
    return REQUEST_URI + (await this.#insert(pushed));
  }

  /** True when a `request_uri` has the form of one that this server made. */
  isPushed(requestUri: string): boolean {
    return requestUri.startsWith(REQUEST_URI);
  }

  /**
   * Takes a pushed request of a client, once, and returns it with its new id. Returns null for an
   * unknown, expired or taken one, and for one of another client.
   */
  async takePushed(
    requestUri: string,
    clientId: string,
  ): Promise<{ id: string; request: AuthorizationRequest } | null> {
    const idHash = hashOneTimeSecret(requestUri.slice(REQUEST_URI.length));
    if (!idHash) return null;
    const id = makeOneTimeSecret();
    const taking = { clientId, newIdHash: hashOneTimeSecret(id)!, lifetime: LIFETIME };
    const request = await this.requests.takePushed(idHash, taking);
    return request && { id, request };
  }

  /** Finds a request that waits for an answer; null for an unknown, expired or answered one. */
  async find(id: string): Promise<StoredRequest | null> {
    const idHash = hashOneTimeSecret(id);
    return idHash && this.requests.find(idHash);
  }

  async decide(id: string, personId: string, isAllowed: boolean): Promise<void> {
    await this.requests.decide(hashOneTimeSecret(id)!, personId, isAllowed);
  }

  /** Removes a request with its answer. Of several simultaneous calls exactly one gets true. */
  async take(id: string): Promise<boolean> {
    return this.requests.take(hashOneTimeSecret(id)!);
  }

  async #insert(request: Omit<NewRequest, 'idHash'>): Promise<string> {
    const id = makeOneTimeSecret();
    await this.requests.insert({ idHash: hashOneTimeSecret(id)!, ...request });
    return id;
  }
}
