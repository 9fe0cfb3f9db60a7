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
