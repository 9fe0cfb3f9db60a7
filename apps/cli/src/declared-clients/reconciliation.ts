import type { Transaction } from '#database';
import { type Installation, operator } from '../installation.js';
import type { Report } from '../progress.js';
import { applyChanges, type MadeSecret } from './apply-changes.js';
import { compareClient } from './comparison.js';
import type { ClientDifferences } from './differences.js';
import type { DeclaredClients } from './declared-client.js';
import { type Item, itemsOf, unmanagedClient, unmanagedSecrets } from './item.js';

/** Clients and secrets outside the file that are listed; the others are only counted. */
const MAX_NAMED = 1000;

export interface Result {
  changes: Item[];
  /** Changes that are counted but not listed. */
  unnamedChanges: number;
  /** Unmanaged clients and secrets: not in the file, and not changed. */
  drift: Item[];
  unnamedDrift: number;
  secrets: MadeSecret[];
}

interface Options {
  prune: boolean;
  /** Called after each client of the file that was compared, or changed. */
  report?: Report;
}

/** Computes the changes that `apply` would make, from one database snapshot. */
export async function plan(
  declared: DeclaredClients,
  installation: Installation,
  { prune, report = () => {} }: Options,
): Promise<Result> {
  return installation.repository.inSnapshot(async (transaction) =>
    reconcile(declared, { installation, transaction, prune, report, acts: false }),
  );
}

/** Changes the clients to match the file, in one transaction. */
export async function apply(
  declared: DeclaredClients,
  installation: Installation,
  { prune, report = () => {} }: Options,
): Promise<Result> {
  const { repository } = installation;
  return repository.within(undefined, async (transaction) => {
    await repository.excludeOthers(transaction);
    return reconcile(declared, { installation, transaction, prune, report, acts: true });
  });
}

interface Context extends Required<Options> {
  installation: Installation;
  transaction: Transaction;
  acts: boolean;
}

/** Compares all clients before the first change, so that every problem is reported at once. */
async function reconcile(declared: DeclaredClients, context: Context): Promise<Result> {
  const compared = await compareAll(declared, context);
  const secrets: MadeSecret[] = [];
  const known = new Set(compared.flatMap(({ existing }) => (existing ? [existing.id] : [])));
  if (context.acts) {
    await lock(compared, declared, context);
    for (const [at, each] of compared.entries()) {
      const { clientId, made } = await applyChanges(each, context);
      known.add(clientId);
      secrets.push(...made);
      context.report(compared.length + at + 1, 2 * compared.length);
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
 * Locks all clients before the first change. After the first audit event, other
 * transactions wait for this one at the head of the trail, so it must not wait for them.
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
  { installation: registry, transaction, prune, report, acts }: Context,
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
    report(compared.length, acts ? 2 * clients.length : clients.length);
    lines.push(...problems.map(({ path, message }) => `\n  ${path}: ${message}`));
  }
  if (lines.length > 0) throw new Error(`the file cannot be applied:${lines.join('')}`);
  return compared;
}

/** Collects, and with `prune` deletes, clients that are not in the file, a page at a time. */
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
