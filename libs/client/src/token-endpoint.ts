import { invalidResponse } from './api-error.js';
import type { SecretDeprecation, Settings } from './client-options.js';
import { clientAuthentication } from './client-authentication.js';
import { Deadline } from './deadline.js';
import type { DpopKey } from './dpop.js';
import type { Answer, Http } from './http.js';
import { OutgoingRequest } from './outgoing-request.js';

/** A token as the token endpoint issues it. */
export interface IssuedToken {
  accessToken: string;

  /** Seconds from the request. */
  expiresIn: number;
}

/** The token endpoint for one client (RFC 6749 §4.4). */
export class TokenEndpoint {
  readonly #settings: Settings;
  readonly #http: Http;
  readonly #dpop?: DpopKey;
  readonly #authentication: () => Promise<Record<string, string>>;

  constructor(settings: Settings, http: Http, dpop: DpopKey | undefined) {
    this.#settings = settings;
    this.#http = http;
    this.#dpop = dpop;
    this.#authentication = clientAuthentication(settings);
  }

  /** @throws ApiError */
  async issue(): Promise<IssuedToken> {
    const { url, timeoutMs } = this.#settings;
    const deadline = new Deadline(timeoutMs);
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const request = new OutgoingRequest(`${url}/oauth2-token`, {
      method: 'POST',
      headers,
      signal: deadline.signal,
    });
    request.isRepeatable = true; // a token that nobody receives is of no use to anybody
    try {
      const answer = await this.#http.send(request, {
        authorize: async () => this.#authorize(request),
        renew: () => false,
      });
      const token = readToken(request, answer);
      this.#reportDeprecation(answer.response.headers);
      return token;
    } finally {
      deadline.clear();
    }
  }

  async #authorize(request: OutgoingRequest): Promise<void> {
    const { scope, issuer } = this.#settings;
    const authentication = await this.#authentication();
    const parameters = new URLSearchParams({
      grant_type: 'client_credentials',
      ...(scope !== undefined && { scope }),
      ...authentication,
    });
    request.body = parameters.toString();
    request.credential = authentication['client_secret'] ?? authentication['client_assertion'];
    if (!this.#dpop) return;
    const proof = await this.#dpop.proof({ method: 'POST', url: `${issuer}/oauth2-token` });
    request.headers.set('DPoP', proof);
  }

  #reportDeprecation(headers: Headers): void {
    const deprecation = readDeprecation(headers);
    if (!deprecation) return;
    try {
      this.#settings.onSecretDeprecated?.(deprecation);
    } catch {
      // The token is good. A failure of the callback must not fail all calls that wait for it.
    }
  }
}

/** @throws ApiError for an answer without a token that a header can have (RFC 6750 §2.1) */
function readToken(request: OutgoingRequest, { response, document = {} }: Answer): IssuedToken {
  const { access_token: accessToken, expires_in: expiresIn } = document as Record<string, unknown>;
  const isToken = typeof accessToken === 'string' && /^[\w.~+/-]+=*$/.test(accessToken);
  if (isToken && typeof expiresIn === 'number' && expiresIn > 0) return { accessToken, expiresIn };
  throw invalidResponse(request, response, 'without a usable access_token and expires_in');
}

/** Reads `Deprecation: @<Unix seconds>` (RFC 9745 §2.1) and `Sunset: <date>` (RFC 8594 §3). */
function readDeprecation(headers: Headers): SecretDeprecation | undefined {
  const [, seconds] = /^@(\d+)$/.exec(headers.get('Deprecation') ?? '') ?? [];
  if (seconds === undefined) return undefined;
  const sunset = headers.get('Sunset');
  return {
    deprecatedAt: new Date(Number(seconds) * 1000),
    ...(sunset !== null && { sunset: new Date(sunset) }),
  };
}
