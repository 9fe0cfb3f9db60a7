/**
 * Calls the API with openid-client, and with the settings that it needs for Latchkey.
 *
 *     LATCHKEY_URL=http://localhost:3000 CLIENT_ID=… CLIENT_SECRET=… node examples/openid-client.mjs
 */
import * as client from 'openid-client';
import { clientCredentials, latchkeyUrl } from './environment.mjs';

const url = latchkeyUrl();
const { clientId, clientSecret } = clientCredentials();
const server = new URL(url);

const configuration = await client.discovery(server, clientId, clientSecret, undefined, {
  // The metadata of RFC 8414. The default is that of OpenID Connect, which Latchkey is not.
  algorithm: 'oauth2',
  // openid-client refuses http. Allow it for a server on your own machine only.
  execute: server.protocol === 'http:' ? [client.allowInsecureRequests] : [],
});

const tokens = await client.clientCredentialsGrant(configuration, {
  resource: `${url}/api`, // the audience of the token; without it the server chooses the same
  scope: 'users:read', // less than the client has, if the program needs less
});
console.log(`a ${tokens.token_type} token for ${tokens.expires_in} s with ${tokens.scope}`);

const users = new URL(`${url}/api/users?sort=lastName&page[size]=3`);
const response = await client.fetchProtectedResource(
  configuration,
  tokens.access_token,
  users,
  'GET',
  null,
  // Latchkey expects the media type of JSON:API on requests without a body, too.
  new Headers({ 'Content-Type': 'application/vnd.api+json' }),
);
const { data } = await response.json();
for (const { id: userId, attributes } of data) console.log(`${userId} ${attributes.email}`);

// A token that is no longer needed can be revoked, so that a thief gets nothing.
await client.tokenRevocation(configuration, tokens.access_token);
