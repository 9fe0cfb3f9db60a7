import type { Transaction } from '#database';
import { ClientRefused } from '#oauth';
import { type Installation, operator } from '../installation.js';
import { changesTo, type ClientDifferences } from './comparison.js';
import type { DeclaredSecret } from './declared-client.js';
import { clientText } from './item.js';

/** Shown once, after all is done. */
export interface MadeSecret {
  clientId: string;
  side: string;
  name: string;
  label: string;
  clientSecret: string;
}

interface Means {
  installation: Pick<Installation, 'clients' | 'secrets'>;
  transaction: Transaction;
  prune: boolean;
}

/**
 * Makes a client what the file says, by the same acts as anybody else, each with
 * its audit event. Returns the secrets that were made.
 *
 * @throws Error that names the client when an act is refused
 */
export async function carryOut(
  differences: ClientDifferences,
  { installation: { clients, secrets }, transaction, prune }: Means,
): Promise<MadeSecret[]> {
  const { declared, existing, columns, added, changed, surplus } = differences;
  const { side, name } = declared.attributes;
  const administrator = operator();
  const act = async () => {
    if (existing && Object.keys(columns).length > 0) {
      await clients.update(existing.id, changesTo(declared), administrator, transaction);
    }
    const { id: clientId } =
      existing ?? (await clients.create(declared.attributes, administrator, transaction));
    for (const { id } of prune ? surplus : []) {
      await secrets.retire(id, {}, administrator, transaction);
    }
    for (const { row, changes } of changed) {
      await secrets.update(row.id, changes, administrator, transaction);
    }
    const made: MadeSecret[] = [];
    for (const secret of added) {
      const attributes = newSecret(secret);
      const created = await secrets.create(clientId, attributes, administrator, transaction);
      const { label } = secret;
      const isMade = secret.secret === null;
      if (isMade) made.push({ clientId, side, name, label, clientSecret: created!.secret });
    }
    return made;
  };
  return named({ side, name, owner: declared.ownerId, clientId: existing?.id ?? null }, act);
}

function newSecret({ label, secret, expiresAt }: DeclaredSecret) {
  return { label, expiresAt, ...(secret === null ? {} : { known: secret }) };
}

/** A refusal of one among many must say of which. */
async function named<Result>(
  client: Parameters<typeof clientText>[0],
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ClientRefused)) throw error;
    const message = `${clientText(client)}: ${error.message}; nothing is changed`;
    throw new Error(message, { cause: error });
  }
}
