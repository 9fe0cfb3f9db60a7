import type { Person } from '#audit';
import { printable } from '#text/characters';

/** The exit code. A script can create what is missing, and stop at any other failure. */
export const NOT_FOUND = 4;

/** The command names something that does not exist. */
export class NotFoundError extends Error {
  readonly exitCode = NOT_FOUND;
}

export function unknownClient(reference: string, side?: string): NotFoundError {
  const whose = side === undefined ? 'there is no client' : `the ${side} has no client`;
  return new NotFoundError(
    `${whose} ${printable(reference)}: run \`latchkey clients list\` to see all clients`,
  );
}

export function unknownSecret(secretId: string): NotFoundError {
  return new NotFoundError(
    `there is no secret with the id ${secretId}: ` +
      'run `latchkey secrets list <clientId>` to see the secrets of a client',
  );
}

export function unknownProvider(providerId: string): NotFoundError {
  return new NotFoundError(
    `there is no identity provider ${providerId}: run \`latchkey providers list\` to see all of them`,
  );
}

export function unknownPerson({ type, id }: Person): NotFoundError {
  return new NotFoundError(
    `there is no account ${type}:${id}: GET /api/${type} lists all accounts`,
  );
}

export function unknownSession({ type, id }: Person, session: string): NotFoundError {
  return new NotFoundError(
    `${type}:${id} has no session ${session}: run \`latchkey people sessions ${type}:${id}\``,
  );
}

export function unknownAccess({ type, id }: Person, clientId: string): NotFoundError {
  return new NotFoundError(
    `${clientId} has no access for ${type}:${id}: run \`latchkey people apps ${type}:${id}\``,
  );
}

export function unknownFactor({ type, id }: Person, factor: string): NotFoundError {
  return new NotFoundError(
    `${type}:${id} has no factor ${printable(factor)}: run \`latchkey people factors ${type}:${id}\``,
  );
}

export function unknownRefreshToken(id: string): NotFoundError {
  return new NotFoundError(
    `there is no refresh token ${id}: run \`latchkey clients refresh-tokens <clientId>\``,
  );
}

export function unknownRequest(requestId: string): NotFoundError {
  const id = printable(requestId);
  return new NotFoundError(
    `nothing is recorded of the request ${id}. Recording takes a second or two. Refusals beyond ` +
      'clients.refusals.recorded are recorded only as sums, and clients.refusals.retention says how ' +
      `long rows are kept. The server log has the reason: search it for "requestId":"${id}"`,
  );
}
