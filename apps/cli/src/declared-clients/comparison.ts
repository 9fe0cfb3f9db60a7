import type { ConfigProblem } from '#config';
import type { Client, ClientChanges } from '#oauth';
import { conflicts } from './conflicts.js';
import type { DeclaredClient } from './declared-client.js';
import { compareSecrets, type Context, type SecretDifferences } from './secret-comparison.js';

/** A client of the file and what there is of it. */
export interface ClientDifferences extends SecretDifferences {
  declared: DeclaredClient;
  /** Null when it is to be made. */
  existing: Client | null;
  /** The columns that are to change, as they are to be. */
  columns: Partial<Client>;
}

/** What would be refused is found here, so that a plan tells of it too. */
export async function compareClient(
  declared: DeclaredClient,
  { registry, transaction, prune }: Context,
): Promise<{ differences: ClientDifferences; problems: ConfigProblem[] }> {
  const { clients, declarationRows } = registry;
  const { key, attributes } = declared;
  const declaration = await declarationRows.find({ side: attributes.side, key }, transaction);
  const existing = declaration?.client ?? null;
  const columns = existing ? clients.differences(existing, changesTo(declared)) : {};
  const context = { registry, transaction, prune };
  const secrets = await compareSecrets(existing, declared, context);
  const differences = { declared, existing, columns, ...secrets.differences };
  const keySet = declaration?.keySet ?? null;
  const problems = await conflicts({ ...differences, keySet }, context);
  return { differences, problems: [...problems, ...secrets.problems] };
}

/** All attributes that can change: not side and owner. */
export function changesTo({ attributes }: DeclaredClient): ClientChanges {
  const { side: _, owner: __, ...changes } = attributes;
  return changes;
}
