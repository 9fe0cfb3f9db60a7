import { Calls } from './calls.js';
import { Client } from './client.js';
import { type ClientOptions, settingsOf } from './client-options.js';
import { DpopKey } from './dpop.js';
import { Http } from './http.js';
import { TokenAuthorization } from './token-authorization.js';

/**
 * Creates a client of the server at `url`, with the types of its side:
 *
 *     const client = createClient<Storefront>({ url, clientId, clientSecret });
 *     for await (const user of client.all('/api/users')) console.log(user.email);
 *
 * Create one client in a process and keep it, because it caches its access token.
 *
 * @throws Error in a browser, and for options that are missing or contradict each other
 */
export function createClient<Paths extends object>(options: ClientOptions): Client<Paths> {
  const settings = settingsOf(options);
  const dpop = settings.dpop ? new DpopKey(settings.dpop) : undefined;
  const http = new Http(settings, dpop);
  const authorization = new TokenAuthorization(settings, http, dpop);
  return new Client<Paths>(new Calls(settings, http, (request) => authorization.of(request)));
}
