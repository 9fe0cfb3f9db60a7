import { randomUUID } from 'node:crypto';
import { type Administrator, mayBeShown } from './administrator.js';
import type { NewSecret } from './client-attributes.js';
import { ClientAdministrationError } from './client-administration.error.js';
import { hashClientSecret, identifyClientSecret } from './client-secret.js';
import { ClientSecret } from './client-secret.entity.js';
import type { Client } from './client.entity.js';

/** Seconds: who asked within a day will ask again within a day. */
const IN_USE = 86_400;

export function newRow(client: Client, secret: string, attributes: NewSecret): ClientSecret {
  const { label = '', notBefore, expiresAt } = attributes;
  if (identifyClientSecret(secret) !== client.side) {
    throw new ClientAdministrationError(
      'validation_failed',
      `this is no client secret of the ${client.side}: \`latchkey secrets make\` makes one`,
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

/** @throws ClientAdministrationError when it is in the past */
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

/** A secret is of one client, and one that has ended is not begun again. */
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

/** The message shows time and address of the use only to a caller that may read secrets. */
export function requireUnused(secret: ClientSecret, administrator: Administrator): void {
  const { lastUsedAt, lastUsedAddress, useCount } = secret;
  if (!lastUsedAt || Date.now() - lastUsedAt.getTime() > IN_USE * 1000) return;
  const usage = mayBeShown(administrator, 'clients:read')
    ? `: last at ${lastUsedAt.toISOString()} from ${lastUsedAddress}, ${useCount} times in all`
    : '';
  throw new ClientAdministrationError(
    'secret_in_use',
    `it was used within the last ${IN_USE / 3600} hours${usage}; ` +
      'wait until its users have changed over, or force it',
  );
}

/** All but the hash. */
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
