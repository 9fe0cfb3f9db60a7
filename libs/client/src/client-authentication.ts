import type { Settings } from './client-options.js';
import { type SigningKey, signJwt } from './jwt.js';
import { readPrivateKey } from './private-key.js';

/** Seconds. The server accepts an assertion once, for at most five minutes. */
const ASSERTION_LIFETIME = 60;

/** RFC 7523 §2.2 */
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

type Parameters = Record<string, string>;

/** Returns a function for the parameters with which the client authenticates. */
export function clientAuthentication(settings: Settings): () => Promise<Parameters> {
  const { clientId, clientSecret, privateKey, keyId, issuer } = settings;
  if (clientSecret !== undefined) {
    return async () => ({ client_id: clientId, client_secret: clientSecret });
  }
  let signingKey: Promise<SigningKey> | undefined;
  return async () => {
    const key = await (signingKey ??= readPrivateKey(privateKey, keyId));
    return {
      client_id: clientId,
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: await assertion(key, { clientId, issuer }),
    };
  };
}

/** Makes an assertion for one request, because the server accepts each only once. */
async function assertion(
  key: SigningKey,
  { clientId, issuer }: Pick<Settings, 'clientId' | 'issuer'>,
) {
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: issuer,
    exp: Math.floor(Date.now() / 1000) + ASSERTION_LIFETIME,
    jti: crypto.randomUUID(),
  };
  return signJwt(key, key.kid === undefined ? {} : { kid: key.kid }, claims);
}
