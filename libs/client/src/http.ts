import { ApiError } from './api-error.js';
import type { Settings } from './client-options.js';
import { sleep } from './deadline.js';
import type { DpopKey } from './dpop.js';
import type { OutgoingRequest } from './outgoing-request.js';

/** Authorizes the attempts of one call. */
export interface Authorization {
  /** Sets the headers, or the body, of the next attempt. */
  authorize(request: OutgoingRequest): Promise<void>;

  /** After 401: true when the next attempt has other credentials. */
  renew(): boolean;
}

/** Statuses of a server, or of a proxy before it, that cannot answer now. */
const IS_TEMPORARY = new Set([429, 502, 503, 504]);

/** Milliseconds before the first retry when the server does not say. They double each time. */
const BACK_OFF_MS = 250;

/** The state of one call over its attempts. */
interface Attempts {
  /** Retries that were made because the server could not answer. */
  retries: number;
  hasNonce: boolean;
}

/** Sends requests, again where that is safe and useful. */
export class Http {
  readonly #settings: Pick<Settings, 'fetch' | 'retries' | 'maxWaitMs'>;
  readonly #dpop?: DpopKey;

  constructor({ fetch, retries, maxWaitMs }: Settings, dpop: DpopKey | undefined) {
    this.#settings = { fetch, retries, maxWaitMs };
    this.#dpop = dpop;
  }

  /**
   * Returns an answer that is a success or 304.
   *
   * @throws ApiError for any other answer
   */
  async send(request: OutgoingRequest, authorization: Authorization): Promise<Response> {
    const attempts: Attempts = { retries: 0, hasNonce: false };
    for (;;) {
      request.signal.throwIfAborted();
      await authorization.authorize(request);
      const result = await this.#attempt(request);
      if (result instanceof Response) return result;
      if (result instanceof ApiError && isRejected(result)) {
        if (!this.#maySendAgain(result, attempts, authorization)) throw result;
        continue;
      }
      const waitMs = this.#waitOf(request, result, attempts.retries);
      if (waitMs === undefined) throw result;
      attempts.retries += 1;
      await sleep(waitMs, request.signal);
    }
  }

  /** Returns the answer, or the error of an attempt. The body of an error is read completely. */
  async #attempt(request: OutgoingRequest): Promise<Response | Error> {
    const { method, url, headers, body, signal } = request;
    try {
      // A redirect could send the credentials to another server.
      const init = { method, headers, body, signal, redirect: 'manual' as const };
      const response = await this.#settings.fetch(url, init);
      this.#dpop?.learn(response);
      const { ok, status } = response;
      if (ok || status === 304) return response;
      return new ApiError({
        method,
        url,
        status,
        headers: response.headers,
        body: await response.text(),
      });
    } catch (error) {
      signal.throwIfAborted();
      return error as Error;
    }
  }

  /** For a rejected attempt: true for the first request for a nonce, and for new credentials. */
  #maySendAgain({ code }: ApiError, attempts: Attempts, authorization: Authorization): boolean {
    if (code !== 'use_dpop_nonce') return authorization.renew();
    const isFirst = !attempts.hasNonce;
    attempts.hasNonce = true;
    return isFirst && this.#dpop !== undefined;
  }

  /** Returns the milliseconds before the next attempt; undefined when there should be none. */
  #waitOf(request: OutgoingRequest, error: Error, retries: number): number | undefined {
    const { retries: maxRetries, maxWaitMs } = this.#settings;
    if (!request.isRepeatable || retries >= maxRetries) return undefined;
    const backOff = BACK_OFF_MS * 2 ** retries * (0.5 + Math.random() / 2);
    if (!(error instanceof ApiError)) return backOff;
    const { status, retryAfter } = error;
    if (!IS_TEMPORARY.has(status)) return undefined;
    // Without the header, a 503 of the server says that a retry would not help.
    if (retryAfter === undefined) return status === 502 || status === 504 ? backOff : undefined;
    const waitMs = retryAfter * 1000;
    // Clients that were rejected together come back one after the other.
    return waitMs > maxWaitMs ? undefined : waitMs + Math.random() * BACK_OFF_MS;
  }
}

/** True when other credentials, or the nonce of the answer, may help. */
function isRejected({ status, code }: ApiError): boolean {
  return status === 401 || code === 'use_dpop_nonce';
}
