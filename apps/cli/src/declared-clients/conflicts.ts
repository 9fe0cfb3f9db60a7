import type { ConfigProblem } from '#config';
import type { ClientDifferences } from './differences.js';
import { type Context, isLive } from './secret-comparison.js';

/** A client of the file, and its public keys after the last `apply`. */
type Comparison = ClientDifferences & { keySet: string | null };

/**
 * Conflicts because of which `apply` must leave a client alone. Callers of the API may rename
 * clients and give them secrets and keys. The rights in the file must never reach a client or a
 * credential of such a caller.
 */
export async function conflicts(
  comparison: Comparison,
  context: Context,
): Promise<ConfigProblem[]> {
  const problems = [
    await ownerError(comparison, context),
    await nameError(comparison, context),
    await publicError(comparison, context),
    ...(await credentialErrors(comparison, context)),
  ];
  return problems.filter((problem) => problem !== null);
}

async function ownerError(
  { declared: { path, ownerId, attributes }, existing }: Comparison,
  { registry: { repository }, transaction }: Context,
): Promise<ConfigProblem | null> {
  const { side } = attributes;
  if (existing) {
    if (existing.side === side && existing.ownerId === ownerId) return null;
    const whose = existing.ownerId === null ? 'no user' : `user ${existing.ownerId}`;
    const message =
      `the key belongs to the ${existing.side} client ${existing.id}, which acts for ${whose}; ` +
      'that cannot change, so give the new client another key';
    return { path: `${path}.owner`, message };
  }
  if (ownerId === null || (await repository.hasOwner(side, ownerId, transaction))) return null;
  return { path: `${path}.owner`, message: `the ${side} has no user ${ownerId}` };
}

async function nameError(
  { declared: { path, key, ownerId, attributes }, existing }: Comparison,
  { registry: { repository, declarationRows }, transaction }: Context,
): Promise<ConfigProblem | null> {
  const { side, name } = attributes;
  const namesake = await repository.findByName({ side, ownerId, name }, transaction);
  if (!namesake || namesake.id === existing?.id) return null;
  const { id } = namesake;
  const itsKey = await declarationRows.keyOf(id, transaction);
  const made = itsKey === null ? 'which apply did not make' : `which has the key "${itsKey}"`;
  const adoption = existing
    ? ''
    : `if the file means that client, run \`${adoptCommand(id, key)}\`; otherwise `;
  return {
    path: `${path}.name`,
    message: `is the name of the client ${id}, ${made}: ${adoption}rename or delete that client`,
  };
}

/** A public client has no secrets, also none that `apply` made. */
async function publicError(
  { declared: { path }, existing, columns }: Comparison,
  { registry: { secretRows }, transaction }: Context,
): Promise<ConfigProblem | null> {
  if (!existing || !columns.isPublic) return null;
  const live = (await secretRows.list(existing.id, transaction)).filter(isLive);
  if (live.length === 0) return null;
  const commands = live.map(({ id }) => `\`latchkey secrets retire ${id}\``).join(', ');
  return { path: `${path}.isPublic`, message: `needs a client without live secrets: ${commands}` };
}

/** Conflicts over credentials that `apply` did not make, because others may know them. */
async function credentialErrors(
  { declared, existing, columns, proven, unmanaged, keySet }: Comparison,
  { registry: { clients, declarationRows }, transaction, prune }: Context,
): Promise<ConfigProblem[]> {
  if (!existing || !clients.widens(existing, columns)) return [];
  const { path } = declared;
  const expected = new Set([...proven, ...(prune ? unmanaged : [])].map(({ id }) => id));
  const secrets = await declarationRows.foreignSecrets(existing.id, transaction);
  const problems = secrets
    .filter(({ id }) => !expected.has(id))
    .map(({ id, label }) => ({
      path: `${path}.secrets`,
      message:
        `the secret "${label}" (${id}) was not made by apply and would get more rights: ` +
        `\`latchkey secrets retire ${id}\`, or trust it with \`${adoptCommand(existing.id, declared.key)} --secrets ${id}\``,
    }));
  const changesKeys = 'jwks' in columns || 'jwksUri' in columns;
  if (!changesKeys || !declarationRows.hasForeignKeys({ client: existing, keySet }))
    return problems;
  const names = existing.jwks ? 'jwks' : 'jwksUri';
  const message =
    'was changed since the last apply, and would get more rights: ' +
    `remove it with \`latchkey clients update ${existing.id} --no-jwks --no-jwks-uri\``;
  return [...problems, { path: `${path}.${names}`, message }];
}

/** Quoted for a shell: a name that is used as the key may contain quotes. */
function adoptCommand(clientId: string, key: string): string {
  return `latchkey clients adopt ${clientId} --key '${key.replaceAll("'", String.raw`'\''`)}'`;
}
