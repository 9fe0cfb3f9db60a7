export function unknownClient(clientId: string): Error {
  return new Error(
    `there is no client ${clientId}: \`latchkey clients list\` shows those there are`,
  );
}

export function unknownSecret(secretId: string): Error {
  return new Error(
    `there is no secret with the id ${secretId}: \`latchkey secrets list <clientId>\` shows those of a client`,
  );
}
