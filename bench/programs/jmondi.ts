/**
 * Runs @jmondi/oauth2-server with express. Its repositories read clients from PostgreSQL and store
 * no tokens. The package's JwtService can sign only with a shared secret, so node:crypto signs the
 * tokens.
 */
import { randomUUID } from 'node:crypto';
import {
  AuthorizationServer,
  DateInterval,
  type JwtInterface,
  type OAuthClient,
  type OAuthTokenRepository,
} from '@jmondi/oauth2-server';
import { handleExpressError, handleExpressResponse } from '@jmondi/oauth2-server/express';
import express from 'express';
import { signedToken } from './access-token.js';
import { findClient, isSecretOf, type StoredClient } from './clients-in-database.js';
import { AUDIENCE, ISSUER, LIFETIME, PORT } from './settings.js';

/** The package wants scopes as objects with a `name`. */
const scopes = (names: readonly string[]) => names.map((name) => ({ name }));

const clients = {
  getByIdentifier: async (id: string): Promise<OAuthClient> => {
    const stored = await findClient(id);
    return {
      id,
      name: id,
      secret: stored && 'hashed',
      redirectUris: [],
      allowedGrants: ['client_credentials'],
      scopes: scopes(stored?.scopes ?? []),
      stored,
    };
  },
  isClientValid: async (_grant: string, client: OAuthClient, secret = '') => {
    const stored = client.stored as StoredClient | null;
    return stored !== null && isSecretOf(stored, secret);
  },
};

const tokens: OAuthTokenRepository = {
  issueToken: async (client, granted) => ({
    accessToken: randomUUID(),
    accessTokenExpiresAt: new Date(), // the server replaces it by the lifetime of the grant
    client,
    scopes: granted,
  }),
  persist: async () => {},
  issueRefreshToken: async (token) => token,
  revoke: async () => {},
  isRefreshTokenRevoked: async () => true,
  getByRefreshToken: async () => Promise.reject(new Error('there are no refresh tokens')),
};

const scopeRepository = {
  getAllByIdentifiers: async (names: string[]) => scopes(names),
  finalize: async (requested: { name: string }[], _grant: string, client: OAuthClient) =>
    requested.filter(({ name }) => client.scopes.some((scope) => scope.name === name)),
};

const jwt: JwtInterface = {
  // The package sets no subject for a client that acts for itself.
  sign: async (claims) => {
    const { client_id: sub } = claims as Record<string, unknown>;
    return signedToken({ ...(claims as object), sub });
  },
  extraTokenFields: ({ client }) => ({ iss: ISSUER, aud: AUDIENCE, client_id: client.id }),
  verify: async () => Promise.reject(new Error('nothing is verified here')),
  decode: () => null,
};

const server = new AuthorizationServer(clients, tokens, scopeRepository, jwt);
server.enableGrantType('client_credentials', new DateInterval(`${LIFETIME}s`));

const application = express();
application.use(express.json());
application.post('/token', async (request, response) => {
  try {
    handleExpressResponse(response, await server.respondToAccessTokenRequest(request));
  } catch (error) {
    handleExpressError(error, response);
  }
});
application.listen(PORT, '127.0.0.1');
