/**
 * A service of yours that accepts access tokens of Latchkey. It verifies them with the public keys, so
 * it needs neither a secret nor a request to Latchkey for each call.
 *
 *     LATCHKEY_URL=http://localhost:3000 PORT=4000 node examples/verify-express.mjs
 *     curl http://localhost:4000/orders -H "Authorization: Bearer $TOKEN"
 */
import express from 'express';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { fail, latchkeyUrl } from './environment.mjs';

const { PORT = '4000' } = process.env;
const issuer = latchkeyUrl();

const metadata = await fetch(`${issuer}/.well-known/oauth-authorization-server`).catch((error) =>
  fail(`${issuer} does not answer: ${error.cause?.message ?? error.message}`),
);
if (!metadata.ok) fail(`${metadata.url} answered ${metadata.status}: is LATCHKEY_URL right?`);
const { jwks_uri: jwksUri } = await metadata.json();

// jose fetches the keys again when a token has an unknown key: after a rotation nothing stops.
const keys = createRemoteJWKSet(new URL(jwksUri));

/** Each check is one that attackers try to get around. */
const checks = {
  issuer, // not a token of another server
  audience: `${issuer}/api`, // not a token for another API
  typ: 'at+jwt', // an access token (RFC 9068), not another JWT of the same server
  algorithms: ['ES256', 'EdDSA', 'PS256', 'RS256'], // never "none", never a symmetric one
  requiredClaims: ['exp', 'client_id', 'scope'],
};

/** Codes of jose for keys that could not be fetched or read. A token with an unknown key has another. */
const KEYS_UNAVAILABLE = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']);

/** Lets requests pass that have a valid token with the scope, and puts its claims into `request.token`. */
function requireScope(scope) {
  return async (request, response, next) => {
    const [, token] = /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined) return refuse(response, 401, 'Bearer');
    try {
      const { payload } = await jwtVerify(token, keys, checks);
      // A token that is bound to a key is a bearer token only with a proof, which this service does not check.
      if (payload.cnf !== undefined) return refuse(response, 401, 'DPoP');
      if (!payload.scope.split(' ').includes(scope)) {
        return refuse(response, 403, `Bearer error="insufficient_scope", scope="${scope}"`);
      }
      request.token = payload;
      return next();
    } catch (error) {
      // Without the keys nobody can tell whether the token is valid: that is no fault of the caller.
      if (!(error instanceof errors.JOSEError) || KEYS_UNAVAILABLE.has(error.code)) {
        console.error(`the keys of ${issuer} are not available: ${error.message}`);
        return response.status(503).end();
      }
      return refuse(response, 401, 'Bearer error="invalid_token"');
    }
  };
}

function refuse(response, status, challenge) {
  response.status(status).set('WWW-Authenticate', challenge).end();
}

const app = express().disable('x-powered-by');

app.get('/orders', requireScope('users:read'), ({ token }, response) => {
  response.json({ orders: [], client: token.client_id });
});

// For nginx, see verify-nginx.conf: the status is the answer.
app.get('/verify', requireScope('users:read'), ({ token }, response) => {
  response.status(204).set('X-Client-Id', token.client_id).end();
});

const server = app.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
process.once('SIGTERM', () => server.close());
