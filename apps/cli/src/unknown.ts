import type { Person } from '#audit';
import { printable } from '#text/characters';

/** The command names something that does not exist. */
export class NotFoundError extends Error {
  /** The exit code. A script can create what is missing, and stop at any other failure. */
  readonly exitCode = 4;
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
