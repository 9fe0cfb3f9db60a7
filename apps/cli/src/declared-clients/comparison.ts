import type { Fault } from '#config';
import type { Transaction } from '#database';
import type { Client, ClientChanges } from '#oauth';
import type { Installation } from '../installation.js';
import type { DeclaredClient } from './declared-client.js';
import { compareSecrets, type SecretDifferences } from './secret-comparison.js';

/** A client of the file and what there is of it. */
export interface ClientDifferences extends SecretDifferences {
  declared: DeclaredClient;
  /** Null when it is to be made. */
  existing: Client | null;
  /** The columns that are to change, as they are to be. */
  columns: Partial<Client>;
}

/** Of the installation, as far as it is needed to compare. */
export type Registry = Pick<Installation, 'repository' | 'clients' | 'secretRows'>;

/** What would be refused is found here, so that a plan tells of it too. */
export async function compareClient(
  declared: DeclaredClient,
  { registry, transaction, prune }: Context,
): Promise<{ differences: ClientDifferences; faults: Fault[] }> {
  const { repository, clients } = registry;
  const { side, name } = declared.attributes;
  const { ownerId, path } = declared;
  const existing = await repository.findByName({ side, ownerId, name }, transaction);
  const columns = existing ? clients.differences(existing, changesTo(declared)) : {};
  const secrets = await compareSecrets(existing, declared, { registry, transaction, prune });
  const differences = { declared, existing, columns, ...secrets.differences };
  if (existing || ownerId === null || (await repository.hasOwner(side, ownerId, transaction))) {
    return { differences, faults: secrets.faults };
  }
  const fault = { path: `${path}.owner`, message: `the ${side} has no user ${ownerId}` };
  return { differences, faults: [fault, ...secrets.faults] };
}

export interface Context {
  registry: Registry;
  transaction: Transaction;
  prune: boolean;
}

/** All but what it is known by. */
export function changesTo({ attributes }: DeclaredClient): ClientChanges {
  const { side: _, name: __, owner: ___, ...changes } = attributes;
  return changes;
}
