import type { RequestHeaders } from './person-sessions.js';

/** An HTML answer. */
export interface Page {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** The content of the page that asks a person for consent. */
export interface ConsentRequest {
  /** Name of the client, as its administrator has registered it. */
  clientName: string;

  /** Id of the person who is asked. */
  personId: string;

  /** The scopes with their descriptions. */
  scopes: Readonly<Record<string, string>>;

  /** Path to which the form is sent, with `decision=allow` or `decision=deny`. */
  action: string;

  /** Hidden fields of the form. */
  fields: Readonly<Record<string, string>>;
}

/** An error that no redirect may report, because the redirect URI or the client is not verified. */
export interface PageError {
  status: number;
  /** Error code of RFC 6749 §4.1.2.1. */
  code: string;
  description: string;
  requestId: string;
}

/** The pages of the authorization endpoint. libs/sign-in implements them; libs/oauth has no HTML. */
export abstract class AuthorizationPages {
  /**
   * Continues at a path of this server with a new navigation instead of a redirect. Browsers send
   * cookies with SameSite=Strict after it, although another site has started the first navigation.
   * The policy `form-action` of the page before does not apply to redirects that follow.
   */
  abstract hop(path: string, headers: RequestHeaders): Page;

  abstract consent(request: ConsentRequest, headers: RequestHeaders): Promise<Page>;

  abstract error(error: PageError, headers: RequestHeaders): Page;
}
