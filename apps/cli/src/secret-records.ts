import type { ClientSecret } from '#oauth';

/** All attributes of a secret except its hash, for `--json`. */
export function secretRecord(secret: ClientSecret) {
  const { id: secretId, clientId, label, hint, notBefore, expiresAt, deprecatedAt } = secret;
  const { createdAt, lastUsedAt, lastUsedAddress, useCount } = secret;
  return {
    secretId,
    clientId,
    label,
    hint,
    state: state(secret),
    notBefore,
    expiresAt,
    deprecatedAt,
    createdAt,
    lastUsedAt,
    lastUsedAddress,
    useCount: Number(useCount),
  };
}

/** The attributes that fit in a table row. */
export function secretRow(secret: ClientSecret) {
  const { secretId, label, hint, expiresAt, lastUsedAt, lastUsedAddress } = secretRecord(secret);
  return { secretId, label, hint, state: state(secret), expiresAt, lastUsedAt, lastUsedAddress };
}

export function isLive({ expiresAt }: Pick<ClientSecret, 'expiresAt'>): boolean {
  return expiresAt === null || expiresAt.getTime() > Date.now();
}

function state(secret: ClientSecret): string {
  if (!isLive(secret)) return 'ended';
  if (secret.notBefore && secret.notBefore.getTime() > Date.now()) return 'early';
  return secret.deprecatedAt ? 'deprecated' : 'live';
}
