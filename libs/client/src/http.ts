import { ApiError, hiding, invalidResponse, readProblem } from './api-error.js';
import type { CallSettings } from './client-options.js';
import { sleep } from './deadline.js';
import type { DpopKey } from './dpop.js';
import type { OutgoingRequest } from './outgoing-request.js';
import { SeenChanges } from './seen-changes.js';

/** Authorizes the attempts of one call. */
export interface Authorization {
  /** Sets the headers, or the body, of the next attempt. */
  authorize(request: OutgoingRequest): Promise<void>;

  /** After 401: true when the next attempt has other credentials. */
  renew(): boolean;
}

/** An answer that is a success or 304. */
export interface Answer {
  response: Response;

  /** The JSON of the body; undefined for 204 and 304, which have none. */
  document?: object;
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
  readonly #settings: Pick<CallSettings, 'fetch' | 'retries' | 'maxWaitMs'>;
  readonly #dpop?: DpopKey;
  readonly #seen = new SeenChanges();

  constructor({ fetch, retries, maxWaitMs }: CallSettings, dpop?: DpopKey) {
    this.#settings = { fetch, retries, maxWaitMs };
    this.#dpop = dpop;
  }

  /** @throws ApiError for an answer that is no success, and for one without a JSON document */
  async send(request: OutgoingRequest, authorization: Authorization): Promise<Answer> {
    const attempts: Attempts = { retries: 0, hasNonce: false };
    for (;;) {
      request.signal.throwIfAborted();
      await authorization.authorize(request);
      const result = await this.#attempt(request);
      if (!(result instanceof Error)) return result;
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

  /** Returns the answer, or the error of an attempt. The body is read completely. */
  async #attempt(request: OutgoingRequest): Promise<Answer | Error> {
    const { method, url, headers, body, signal } = request;
    this.#seen.addTo(request);
    try {
      // A redirect could send the credentials to another server.
      const init = { method, headers, body, signal, redirect: 'manual' as const };
      const response = await this.#settings.fetch(url, init);
      this.#dpop?.learn(response);
      this.#seen.learn(response);
      const text = await response.text();
      if (response.ok || response.status === 304) return answerOf(request, response, text);
      return new ApiError({ request, response, problem: readProblem(text, request) });
    } catch (cause) {
      signal.throwIfAborted();
      const { origin, pathname } = new URL(url);
      const reason = cause instanceof Error ? cause.message : String(cause);
      const shown = hiding(request)(reason);
      const options = shown === reason ? { cause } : {};
      return new TypeError(`${method} ${origin}${pathname}: no answer: ${shown}`, options);
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

function answerOf(request: OutgoingRequest, response: Response, text: string): Answer | ApiError {
  if (response.status === 204 || response.status === 304) return { response };
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null) return { response, document };
  } catch {
    // The message of a SyntaxError has parts of the text, which may have a token.
  }
  const type = response.headers.get('Content-Type') ?? 'no media type';
  return invalidResponse(request, response, `with something that is not a JSON document (${type})`);
}

/** True when other credentials, or the nonce of the answer, may help. */
function isRejected({ status, code }: ApiError): boolean {
  return status === 401 || code === 'use_dpop_nonce';
}
