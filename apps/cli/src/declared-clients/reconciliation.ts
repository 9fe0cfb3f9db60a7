import type { Transaction } from '#database';
import { type Installation, operator } from '../installation.js';
import { applyChanges, type MadeSecret } from './apply-changes.js';
import { type ClientDifferences, compareClient } from './comparison.js';
import type { DeclaredClients } from './declared-client.js';
import { type Item, itemsOf, unmanagedClient, unmanagedSecrets } from './item.js';

/** Of what is not in the file so many are named; the rest is counted. */
const MAX_NAMED = 1000;

export interface Result {
  changes: Item[];
  /** Changes that are counted and not named. */
  unnamedChanges: number;
  /** Not in the file, and left alone. */
  drift: Item[];
  unnamedDrift: number;
  secrets: MadeSecret[];
}

interface Options {
  prune: boolean;
}

/** What `apply` would do, from a view of everything at one moment. */
export async function plan(
  declared: DeclaredClients,
  installation: Installation,
  { prune }: Options,
): Promise<Result> {
  return installation.repository.inSnapshot(async (transaction) =>
    reconcile(declared, { installation, transaction, prune, acts: false }),
  );
}

/** Makes the clients what the file says, all of it or nothing. */
export async function apply(
  declared: DeclaredClients,
  installation: Installation,
  { prune }: Options,
): Promise<Result> {
  const { repository } = installation;
  return repository.within(undefined, async (transaction) => {
    await repository.excludeOthers(transaction);
    return reconcile(declared, { installation, transaction, prune, acts: true });
  });
}

interface Context extends Options {
  installation: Installation;
  transaction: Transaction;
  acts: boolean;
}

/** Everything is compared before anything is done, so that every problem is told at once. */
async function reconcile(declared: DeclaredClients, context: Context): Promise<Result> {
  const compared = await compareAll(declared, context);
  const secrets: MadeSecret[] = [];
  const known = new Set(compared.flatMap(({ existing }) => (existing ? [existing.id] : [])));
  if (context.acts) {
    await lock(compared, declared, context);
    for (const each of compared) {
      const { clientId, made } = await applyChanges(each, context);
      known.add(clientId);
      secrets.push(...made);
    }
  }
  const unmanaged = new UnmanagedItems();
  for (const each of compared) unmanagedSecrets(each).forEach((item) => unmanaged.add(item));
  await reconcileUnmanagedClients(declared, { ...context, known, unmanaged });

  const changes = compared.flatMap(itemsOf);
  const { named, unnamed } = unmanaged;
  return context.prune
    ? {
        changes: [...changes, ...named],
        unnamedChanges: unnamed,
        drift: [],
        unnamedDrift: 0,
        secrets,
      }
    : { changes, unnamedChanges: 0, drift: named, unnamedDrift: unnamed, secrets };
}

/**
 * All before the first act: once that is recorded, others wait for us at the
 * head of the audit trail, and we must wait for none of them.
 */
async function lock(
  compared: readonly ClientDifferences[],
  { sides }: DeclaredClients,
  { installation, transaction, prune }: Context,
): Promise<void> {
  const ids = compared.flatMap(({ existing }) => (existing ? [existing.id] : []));
  await installation.repository.lockMany({ ids, sides: prune ? sides : [] }, transaction);
}

async function compareAll(
  { clients }: DeclaredClients,
  { installation: registry, transaction, prune }: Context,
): Promise<ClientDifferences[]> {
  const compared: ClientDifferences[] = [];
  const lines: string[] = [];
  for (const declared of clients) {
    const { differences, problems } = await compareClient(declared, {
      registry,
      transaction,
      prune,
    });
    compared.push(differences);
    lines.push(...problems.map(({ path, message }) => `\n  ${path}: ${message}`));
  }
  if (lines.length > 0) throw new Error(`the file cannot be applied:${lines.join('')}`);
  return compared;
}

/** Clients of the sides that the file is about and that it does not have: a page at a time. */
async function reconcileUnmanagedClients(
  { sides }: DeclaredClients,
  context: Context & { known: ReadonlySet<string>; unmanaged: UnmanagedItems },
): Promise<void> {
  const { installation, transaction, known, unmanaged, prune, acts } = context;
  const { repository, clients } = installation;
  for (const side of sides) {
    for await (const page of repository.pages({ side }, transaction)) {
      for (const client of page) {
        if (known.has(client.id)) continue;
        unmanaged.add(unmanagedClient(client));
        if (prune && acts) await clients.delete(client.id, operator(), transaction);
      }
    }
  }
}

class UnmanagedItems {
  readonly named: Item[] = [];
  unnamed = 0;

  add(item: Item): void {
    if (this.named.length < MAX_NAMED) this.named.push(item);
    else this.unnamed += 1;
  }
}
