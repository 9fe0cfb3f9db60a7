import type { Person } from '#audit';
import { printable } from '#text/characters';

export function unknownClient(clientId: string): Error {
  return new Error(
    `there is no client ${clientId}: run \`latchkey clients list\` to see all clients`,
  );
}

export function unknownSecret(secretId: string): Error {
  return new Error(
    `there is no secret with the id ${secretId}: ` +
      'run `latchkey secrets list <clientId>` to see the secrets of a client',
  );
}

export function unknownProvider(providerId: string): Error {
  return new Error(
    `there is no identity provider ${providerId}: run \`latchkey providers list\` to see all of them`,
  );
}

export function unknownPerson({ type, id }: Person): Error {
  return new Error(`there is no account ${type}:${id}: GET /api/${type} lists all accounts`);
}

export function unknownSession({ type, id }: Person, session: string): Error {
  return new Error(
    `${type}:${id} has no session ${session}: run \`latchkey people sessions ${type}:${id}\``,
  );
}

export function unknownAccess({ type, id }: Person, clientId: string): Error {
  return new Error(
    `${clientId} has no access for ${type}:${id}: run \`latchkey people apps ${type}:${id}\``,
  );
}

export function unknownFactor({ type, id }: Person, factor: string): Error {
  return new Error(
    `${type}:${id} has no factor ${printable(factor)}: run \`latchkey people factors ${type}:${id}\``,
  );
}

export function unknownRefreshToken(id: string): Error {
  return new Error(
    `there is no refresh token ${id}: run \`latchkey clients refresh-tokens <clientId>\``,
  );
}
