import type { Command } from 'commander';
import type { Client, Side } from '#oauth';
import { normalText, printable } from '#text/characters';
import { sideOption } from './arguments.js';
import type { Installation } from './installation.js';
import { unknownClient } from './unknown.js';

/** Clients with the same name that a message lists. */
const MAX_LISTED = 10;

export interface OfClient {
  side?: Side;
}

/** Adds the argument that names a client, and `--side` for a name that both sides have. */
export function takesClient(command: Command): Command {
  return command
    .argument('<client>', 'id or name of the client')
    .addOption(sideOption('side of the client, if both sides have one with this name'));
}

/**
 * Finds a client by its id or its exact name.
 *
 * @throws NotFoundError, and Error that lists the clients when several have the name
 */
export async function findClient(
  reference: string,
  { side }: OfClient,
  { repository, namedClients }: Pick<Installation, 'repository' | 'namedClients'>,
): Promise<Client> {
  const client = await repository.find(reference);
  if (client && (side === undefined || client.side === side)) return client;
  const named = await namedClients.list(normalText(reference), side, MAX_LISTED + 1);
  if (named.length === 0) throw unknownClient(reference, side);
  if (named.length > 1) throw ambiguousName(reference, named);
  return named[0]!;
}

/** Returns the name and the id of a client, for a message. */
export function clientName({ id, name }: Pick<Client, 'id' | 'name'>): string {
  return `${printable(name)} (${id})`;
}

function ambiguousName(name: string, clients: readonly Client[]): Error {
  const lines = clients.slice(0, MAX_LISTED).map(({ id, side, ownerId }) => {
    return `\n  ${id}  ${side}${ownerId === null ? '' : `, of user ${ownerId}`}`;
  });
  const more = clients.length > MAX_LISTED ? '\n  and more' : '';
  return new Error(
    `several clients have the name ${printable(name)}: give the id of one of them, or --side` +
      `${lines.join('')}${more}`,
  );
}
