import type { Transaction } from '#database';
import type { Client, ClientSecret } from '#oauth';
import { ClientAdministrationError } from '#oauth/administration';
import { type Installation, operator } from '../installation.js';
import { changesTo } from './comparison.js';
import type { ClientDifferences } from './differences.js';
import type { DeclaredSecret } from './declared-client.js';
import { clientText } from './item.js';

/** A new secret, shown once after all changes. */
export interface MadeSecret {
  clientId: string;
  side: string;
  name: string;
  label: string;
  clientSecret: string;
}

interface ApplyContext {
  installation: Pick<Installation, 'clients' | 'secrets' | 'declarations'>;
  transaction: Transaction;
  prune: boolean;
}

/**
 * Changes a client to match the file, through the services that other commands use;
 * each change records its audit event. Returns the client id and the new secrets.
 *
 * @throws Error that names the client when a change is rejected
 */
export async function applyChanges(
  differences: ClientDifferences,
  context: ApplyContext,
): Promise<{ clientId: string; made: MadeSecret[] }> {
  const { declared, existing } = differences;
  const { side, name } = declared.attributes;
  const { installation, transaction } = context;
  try {
    const client = await applyAttributes(differences, context);
    const { made, trusted } = await applySecrets(client.id, differences, context);
    const key = { side, key: declared.key };
    await installation.declarations.applied(key, { client, secrets: trusted }, transaction);
    return { clientId: client.id, made };
  } catch (error) {
    const client = { side, name, owner: declared.ownerId, clientId: existing?.id ?? null };
    throw named(client, error);
  }
}

async function applyAttributes(
  { declared, existing, columns }: ClientDifferences,
  { installation: { clients }, transaction }: ApplyContext,
): Promise<Client> {
  if (!existing) return clients.create(declared.attributes, operator(), transaction);
  if (Object.keys(columns).length === 0) return existing;
  return (await clients.update(existing.id, changesTo(declared), operator(), transaction))!;
}

async function applySecrets(
  clientId: string,
  { declared, added, changed, proven, unmanaged }: ClientDifferences,
  { installation: { secrets }, transaction, prune }: ApplyContext,
): Promise<{ made: MadeSecret[]; trusted: ClientSecret[] }> {
  const administrator = operator();
  const { side, name } = declared.attributes;
  for (const { id } of prune ? unmanaged : []) {
    await secrets.retire(id, {}, administrator, transaction);
  }
  for (const { row, changes } of changed) {
    await secrets.update(row.id, changes, administrator, transaction);
  }
  const made: MadeSecret[] = [];
  const trusted = [...proven];
  for (const secret of added) {
    const attributes = newSecret(secret);
    const created = await secrets.create(clientId, attributes, administrator, transaction);
    const { label } = secret;
    const isMade = secret.secret === null;
    if (isMade) made.push({ clientId, side, name, label, clientSecret: created!.secret });
    trusted.push(created!.row);
  }
  return { made, trusted };
}

function newSecret({ label, secret, expiresAt }: DeclaredSecret) {
  return { label, expiresAt, ...(secret === null ? {} : { known: secret }) };
}

/** Adds the client to the message of a rejected change, because a file has many clients. */
function named(client: Parameters<typeof clientText>[0], error: unknown): unknown {
  if (!(error instanceof ClientAdministrationError)) return error;
  const message = `${clientText(client)}: ${error.message}; nothing was changed`;
  return new Error(message, { cause: error });
}
