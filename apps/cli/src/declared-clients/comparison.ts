import type { ConfigProblem } from '#config';
import type { ClientChanges } from '#oauth';
import { conflicts } from './conflicts.js';
import type { DeclaredClient } from './declared-client.js';
import type { ClientDifferences } from './differences.js';
import { compareSecrets, type Context } from './secret-comparison.js';

/** Compares a client, and finds conflicts that stop `apply`, so that `plan` reports them, too. */
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

/** Returns the attributes that can change: all except side and owner. */
export function changesTo({ attributes }: DeclaredClient): ClientChanges {
  const { side: _, owner: __, ...changes } = attributes;
  return changes;
}
