import { AuditLog } from '#audit';
import type { Database } from '#database';
import { type Side, SIDES } from '#oauth';
import type { Keys } from '../secrets/opener.js';
import { SealedBox } from '../secrets/sealed-box.js';
import { IdentityProvidersRepository } from './identity-providers.repository.js';
import { IdentityProviders } from './identity-providers.service.js';
import { SealingKeysRepository } from './sealing-keys.repository.js';

/**
 * Opens the administration of providers, with the rights of the owner of the tables. `keysOf` returns
 * the key-encryption keys of a side, or null when this machine does not have them. They seal secrets
 * before the first start of a server.
 */
export async function openIdentityProviders(
  dataSource: Database['dataSource'],
  keysOf: (side: Side) => Keys | null,
): Promise<IdentityProviders> {
  const sealingKeys = new SealingKeysRepository(dataSource);
  for (const side of SIDES) {
    const keys = keysOf(side);
    if (keys && !(await sealingKeys.find(side))) {
      await sealingKeys.publish(side, new SealedBox(keys).publicKey);
    }
  }
  return new IdentityProviders(
    new IdentityProvidersRepository(dataSource),
    sealingKeys,
    new AuditLog(),
  );
}
