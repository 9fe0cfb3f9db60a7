import { AccessTokens } from './access-tokens.js';
import type { Settings } from './client-options.js';
import type { DpopKey } from './dpop.js';
import type { Authorization, Http } from './http.js';
import type { OutgoingRequest } from './outgoing-request.js';
import { TokenEndpoint } from './token-endpoint.js';

/** Authorizes the calls of one client with its access token. */
export class TokenAuthorization {
  readonly #settings: Settings;
  readonly #tokens: AccessTokens;
  readonly #dpop?: DpopKey;

  constructor(settings: Settings, http: Http, dpop: DpopKey | undefined) {
    this.#settings = settings;
    this.#dpop = dpop;
    const endpoint = new TokenEndpoint(settings, http, dpop);
    this.#tokens = new AccessTokens(async () => endpoint.issue());
  }

  /** Returns the authorization of one call, which renews a rejected token once. */
  of(request: OutgoingRequest): Authorization {
    let accessToken: string;
    let isRenewed = false;
    return {
      authorize: async ({ headers, method, url }) => {
        accessToken = await this.#tokens.get(request.signal);
        request.credential = accessToken;
        headers.set('Authorization', `${this.#dpop ? 'DPoP' : 'Bearer'} ${accessToken}`);
        if (!this.#dpop) return;
        const proven = { method, url: this.#publicUrl(url) };
        headers.set('DPoP', await this.#dpop.proof(proven, accessToken));
      },
      renew: () => {
        this.#tokens.drop(accessToken);
        const mayRetry = !isRenewed;
        isRenewed = true;
        return mayRetry;
      },
    };
  }

  /** A proof names the public URL, also when the request goes to an internal address. */
  #publicUrl(url: string): string {
    return this.#settings.issuer + url.slice(this.#settings.url.length);
  }
}
