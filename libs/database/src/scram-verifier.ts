import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** PostgreSQL's default; generated passwords are random and need no stretching. */
const ITERATIONS = 4096;

const SALT_BYTES = 16;

/**
 * Computes PostgreSQL's verifier of a password (RFC 5802 §3, RFC 7677). PostgreSQL receives it
 * instead of the password, so that its log cannot reveal the password.
 *
 * @throws Error for a password that clients prepare in different ways (SASLprep)
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(SALT_BYTES)): string {
  if (!/^[\x20-\x7e]+$/.test(password)) {
    throw new Error('the password must consist of printable ASCII characters');
  }
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const key = (name: string) => createHmac('sha256', salted).update(name).digest();
  const storedKey = createHash('sha256').update(key('Client Key')).digest('base64');
  const serverKey = key('Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
