import { Calls } from './calls.js';
import { Client } from './client.js';
import { type SessionOptions, sessionSettingsOf } from './client-options.js';
import { Http } from './http.js';

/** The cookie is sent by the browser, and no other credentials help when it is rejected. */
const BY_COOKIE = { authorize: async () => {}, renew: () => false };

/**
 * Creates a client for pages of the server itself, where a person has signed in. The browser sends the
 * cookie of the session, so the client has no credentials and may run in browsers:
 *
 *     const client = createSessionClient<Backoffice>({ url: location.origin });
 *
 * A call without a session fails with 401, and the page sends the person to `/sign-in?return_to=…`.
 *
 * @throws Error for a URL that is not one
 */
export function createSessionClient<Paths extends object>(options: SessionOptions): Client<Paths> {
  const settings = sessionSettingsOf(options);
  return new Client<Paths>(new Calls(settings, new Http(settings), () => BY_COOKIE));
}
