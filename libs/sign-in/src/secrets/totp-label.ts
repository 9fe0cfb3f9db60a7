/** Returns the label with which the secret of a person's authenticator app is sealed. */
export function totpLabel(side: string, personId: string): string {
  return `${side} totp ${personId}`;
}
