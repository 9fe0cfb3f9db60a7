import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** PostgreSQL's own number; a password of ours is random, and needs none. */
const ITERATIONS = 4096;

const SALT_BYTES = 16;

/**
 * What PostgreSQL keeps of a password (RFC 5802 §3, RFC 7677): given this instead
 * of the password, it has nothing to write into its log that would open anything.
 *
 * @throws Error for a password that clients would not all prepare alike (SASLprep)
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(SALT_BYTES)): string {
  if (!/^[\x20-\x7e]+$/.test(password)) {
    throw new Error('its password must be of printable ASCII characters');
  }
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const key = (name: string) => createHmac('sha256', salted).update(name).digest();
  const storedKey = createHash('sha256').update(key('Client Key')).digest('base64');
  const serverKey = key('Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
