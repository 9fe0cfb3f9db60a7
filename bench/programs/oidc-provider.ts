/**
 * Runs oidc-provider with its in-memory adapter and one client in its configuration, so it reads
 * nothing from a database. Its access tokens are JWTs because the resource server requires that
 * format.
 */
import { Provider } from 'oidc-provider';
import { numberedClient, SCOPE } from '../clients.js';
import { ALGORITHM, AUDIENCE, ISSUER, KEY_ID, LIFETIME, PORT, PRIVATE_KEY } from './settings.js';

const { id, secret } = numberedClient(1);
const jwk = PRIVATE_KEY.export({ format: 'jwk' });

const provider = new Provider(ISSUER, {
  jwks: { keys: [{ ...jwk, kid: KEY_ID, alg: ALGORITHM, use: 'sig' }] },
  scopes: [SCOPE],
  clients: [
    {
      client_id: id,
      client_secret: secret,
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      scope: SCOPE,
      id_token_signed_response_alg: ALGORITHM, // there is no key for the default algorithm
    },
  ],
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => AUDIENCE,
      getResourceServerInfo: () => ({
        scope: SCOPE,
        audience: AUDIENCE,
        accessTokenTTL: LIFETIME,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: ALGORITHM } },
      }),
    },
  },
});

provider.listen(PORT, '127.0.0.1');
