const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a client, or a secret, could have this id. */
export function isClientId(text: string): boolean {
  return UUID.test(text);
}
