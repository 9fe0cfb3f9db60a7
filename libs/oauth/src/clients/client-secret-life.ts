import { randomUUID } from 'node:crypto';
import type { Transaction } from '#database';
import { type Administrator, mayBeShown, requireMayGrant } from './administrator.js';
import type { NewSecret } from './client-attributes.js';
import { ClientAdministrationError } from './client-administration.error.js';
import { hashClientSecret, isSecretOf } from './client-secret.js';
import { ClientSecret } from './client-secret.entity.js';
import type { Client } from './client.entity.js';

/** Seconds: a secret that was used within the last day is likely to be used within the next one. */
const IN_USE = 86_400;

/** Two for a rotation, and some for a rotation in stages. Each further secret is a further risk. */
const MAX_LIVE = 5;

/**
 * Checks that the client may have secrets, and that the caller may give it one.
 *
 * @throws ClientAdministrationError `validation_failed` for a public client, and the errors of
 *   `requireMayGrant`
 */
export async function requireMayGiveSecret(
  administrator: Administrator,
  client: Client,
  transaction: Transaction,
): Promise<void> {
  await requireMayGrant(administrator, client, { transaction });
  if (!client.isPublic) return;
  throw new ClientAdministrationError(
    'validation_failed',
    'a public client has no secrets: its program runs where secrets can be read',
    '/data/relationships/client',
  );
}

/**
 * Builds the row of a new secret.
 *
 * @throws ClientAdministrationError `validation_failed` for a secret that is not of the client's
 *   side, and for an end in the past
 */
export function newRow(client: Client, secret: string, attributes: NewSecret): ClientSecret {
  const { label = '', notBefore, expiresAt } = attributes;
  if (!isSecretOf(client.side, secret)) {
    throw new ClientAdministrationError(
      'validation_failed',
      `this is not a client secret of the ${client.side}: \`latchkey secrets make\` makes one`,
    );
  }
  return Object.assign(new ClientSecret(), {
    id: randomUUID(),
    clientId: client.id,
    hash: hashClientSecret(secret),
    hint: secret.slice(-4),
    label,
    notBefore: notBefore ? new Date(notBefore) : null,
    expiresAt: newEnd(expiresAt),
    deprecatedAt: null,
  });
}

/**
 * Reads the end of a secret; null means no end.
 *
 * @throws ClientAdministrationError when the end is in the past
 */
export function newEnd(expiresAt: string | null | undefined): Date | null {
  if (typeof expiresAt !== 'string') return null;
  const date = new Date(expiresAt);
  if (date.getTime() > Date.now()) return date;
  throw new ClientAdministrationError(
    'validation_failed',
    'expiresAt must be in the future; retire the secret to end it now',
    '/data/attributes/expiresAt',
  );
}

/** Returns the error for a secret that any client has or had: no secret is used twice. */
export function secretTaken(): ClientAdministrationError {
  return new ClientAdministrationError(
    'already_exists',
    'this secret is or was in use: `latchkey secrets make` makes another',
  );
}

/** True when the secret already has this end. */
export function isEndOf(
  { expiresAt: end }: Pick<ClientSecret, 'expiresAt'>,
  expiresAt: string | null,
): boolean {
  return expiresAt === null ? end === null : Date.parse(expiresAt) === end?.getTime();
}

export function isLive({ expiresAt }: Pick<ClientSecret, 'expiresAt'>): boolean {
  return expiresAt === null || expiresAt.getTime() > Date.now();
}

/** @throws ClientAdministrationError `too_many_secrets` when the client has no room for another */
export function requireRoom(live: number): void {
  if (live < MAX_LIVE) return;
  throw new ClientAdministrationError(
    'too_many_secrets',
    `this client has ${MAX_LIVE} live secrets, which is the maximum: retire one first`,
  );
}

/**
 * Checks that nobody used the secret within a day. The message shows the time and address of the
 * use only to a caller that may read secrets.
 *
 * @throws ClientAdministrationError `secret_in_use`
 */
export function requireUnused(secret: ClientSecret, administrator: Administrator): void {
  const { lastUsedAt, lastUsedAddress, useCount } = secret;
  if (!lastUsedAt || Date.now() - lastUsedAt.getTime() > IN_USE * 1000) return;
  const usage = mayBeShown(administrator, 'clients:read')
    ? `: last at ${lastUsedAt.toISOString()} from ${lastUsedAddress}, ${useCount} times in all`
    : '';
  throw new ClientAdministrationError(
    'secret_in_use',
    `the secret was used within the last ${IN_USE / 3600} hours${usage}; ` +
      'wait until all machines use another secret, or force it',
  );
}

/** Returns the attributes for the audit trail: all except the hash. */
export function auditable({
  clientId,
  label,
  hint,
  notBefore,
  expiresAt,
  deprecatedAt,
}: ClientSecret) {
  return { clientId, label, hint, notBefore, expiresAt, deprecatedAt };
}
