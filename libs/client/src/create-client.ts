import { Calls } from './calls.js';
import { Client } from './client.js';
import { type ClientOptions, settingsOf } from './client-options.js';

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
  return new Client<Paths>(new Calls(settingsOf(options)));
}
