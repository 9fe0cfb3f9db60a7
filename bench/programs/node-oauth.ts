/**
 * Runs @node-oauth/oauth2-server with express. Its model reads clients from PostgreSQL and stores
 * no tokens. It signs the tokens itself, because the package does not support JWTs.
 */
import OAuth2Server from '@node-oauth/oauth2-server';
import express from 'express';
import { accessToken } from './access-token.js';
import { findClient, isSecretOf } from './clients-in-database.js';
import { LIFETIME, PORT } from './settings.js';

const model: OAuth2Server.ClientCredentialsModel = {
  getClient: async (id, secret) => {
    const client = await findClient(id);
    if (!client || !isSecretOf(client, secret)) return null;
    return { id, grants: ['client_credentials'], scopes: client.scopes };
  },
  // The client acts for itself.
  getUserFromClient: async ({ id }) => ({ id }),
  validateScope: async (_user, client, requested) => {
    const registered = client.scopes as string[];
    return requested?.every((scope) => registered.includes(scope)) ? requested : false;
  },
  generateAccessToken: async ({ id }, _user, scope) => accessToken(id, scope.join(' ')),
  saveToken: async (token, client, user) => ({ ...token, client, user }),
  getAccessToken: async () => null, // for `authenticate`, which this program never calls
};

const server = new OAuth2Server({ model, accessTokenLifetime: LIFETIME });

const application = express();
application.use(express.urlencoded({ extended: false }));
application.post('/token', async (request, response) => {
  const answer = new OAuth2Server.Response(response);
  await server
    .token(new OAuth2Server.Request(request), answer)
    // The answer already contains the error.
    .catch(() => null);
  response
    .status(answer.status ?? 500)
    .set(answer.headers)
    .json(answer.body);
});
application.listen(PORT, '127.0.0.1');
