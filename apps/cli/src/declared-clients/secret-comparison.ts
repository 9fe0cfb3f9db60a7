import type { Transaction } from '#database';
import type { ConfigProblem } from '#config';
import type { Client, ClientSecret, SecretChanges } from '#oauth';
import type { Installation } from '../installation.js';
import type { DeclaredClient, DeclaredSecret } from './declared-client.js';
import type { SecretDifferences } from './differences.js';
import { MAX_SECRETS } from './secrets-reader.js';

/** The services that the comparison needs. */
export type Registry = Pick<
  Installation,
  'repository' | 'clients' | 'secretRows' | 'declarationRows'
>;

export interface Context {
  registry: Registry;
  transaction: Transaction;
  prune: boolean;
}

const NONE: SecretDifferences = { added: [], changed: [], proven: [], unmanaged: [] };

/** A secret of the file, and the secrets of the client that it stands for. */
interface Match {
  declared: DeclaredSecret;
  rows: ClientSecret[];
}

export async function compareSecrets(
  client: Client | null,
  { secrets, path }: DeclaredClient,
  context: Context,
): Promise<{ differences: SecretDifferences; problems: ConfigProblem[] }> {
  if (secrets === null) return { differences: NONE, problems: [] };
  const { registry, transaction, prune } = context;
  const rows = client ? await registry.secretRows.list(client.id, transaction) : [];
  const live = rows.filter(isLive);
  const problems: ConfigProblem[] = [];
  const matches: Match[] = [];
  // An expired secret of the file is treated as if the file did not have it.
  for (const declared of secrets.filter(({ expiresAt }) =>
    isLive({ expiresAt: date(expiresAt) }),
  )) {
    const match = await find(declared, { live, client, context });
    if ('message' in match) problems.push(match);
    else matches.push({ declared, rows: match.rows });
  }
  const known = new Set(matches.flatMap((match) => match.rows.map(({ id }) => id)));
  const differences = {
    added: matches.filter((match) => match.rows.length === 0).map(({ declared }) => declared),
    changed: matches.flatMap(changes),
    proven: matches.flatMap((match) => (match.declared.secret === null ? [] : match.rows)),
    unmanaged: live.filter(({ id }) => !known.has(id)),
  };
  const kept = prune ? live.length - differences.unmanaged.length : live.length;
  if (kept + differences.added.length > MAX_SECRETS) {
    const message =
      `the client would have more than ${MAX_SECRETS} live secrets: ` +
      'retire some, or use --prune';
    problems.push({ path: `${path}.secrets`, message });
  }
  return { differences, problems };
}

/** Finds rows by the secret itself if the file refers to it, otherwise by the label. */
async function find(
  { path, label, secret }: DeclaredSecret,
  {
    live,
    client,
    context: { registry, transaction },
  }: { live: ClientSecret[]; client: Client | null; context: Context },
): Promise<{ rows: ClientSecret[] } | ConfigProblem> {
  if (secret === null) return { rows: live.filter((row) => row.label === label) };
  const row = await registry.secretRows.findBySecret(secret, transaction);
  if (!row) return { rows: [] };
  if (row.clientId !== client?.id) {
    return { path: `${path}.secret`, message: 'belongs to another client' };
  }
  if (isLive(row)) return { rows: [row] };
  return {
    path: `${path}.secret`,
    message: 'has ended and cannot be used again: create another secret',
  };
}

/** Compares the newest secret of a label. Older ones, which a rotation ends, keep their end. */
function changes({ declared, rows: [row] }: Match): SecretDifferences['changed'] {
  if (!row) return [];
  const { label } = declared;
  const expiresAt = date(declared.expiresAt);
  const changed: SecretChanges = {};
  if (label !== row.label) changed.label = label;
  // An end that the file leaves out does not change. A deprecated secret ends with its rotation.
  if (expiresAt && !row.deprecatedAt && expiresAt.getTime() !== row.expiresAt?.getTime()) {
    changed.expiresAt = declared.expiresAt;
  }
  return Object.keys(changed).length === 0 ? [] : [{ row, changes: changed }];
}

function date(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

export function isLive({ expiresAt }: Pick<ClientSecret, 'expiresAt'>): boolean {
  return expiresAt === null || expiresAt.getTime() > Date.now();
}
