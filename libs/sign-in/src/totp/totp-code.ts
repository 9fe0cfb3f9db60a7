import { generateSecret, generateURI, verifySync } from 'otplib';

/** Seconds that a code lasts. Authenticator apps support 30 only, and SHA-1 and six digits only. */
const PERIOD = 30;

/** Bytes of a secret: 160 bits, the size that RFC 4226 §4 recommends. */
const SECRET_BYTES = 20;

/** Makes the secret that an authenticator app and the server share, in base32. */
export function makeTotpSecret(): string {
  return generateSecret({ length: SECRET_BYTES });
}

/** Returns the URI that adds the account to an authenticator app (otpauth:). */
export function totpUri(secret: string, { issuer, account }: { issuer: string; account: string }) {
  return generateURI({ issuer, label: account, secret, period: PERIOD });
}

/**
 * Returns the time step of a code (RFC 6238 §4.2), or null for a wrong one. The code before and the
 * code after are accepted as well, because clocks differ (§5.2). The caller compares the step with the
 * last one that was used. Spaces, which apps show in codes, are ignored. `now` is in Unix seconds.
 */
export function stepOf(code: string, secret: string, now = Date.now() / 1000): number | null {
  const token = code.replaceAll(' ', '');
  if (!/^\d{6}$/.test(token)) return null;
  const epoch = Math.floor(now);
  const result = verifySync({ secret, token, epoch, period: PERIOD, epochTolerance: PERIOD });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}
