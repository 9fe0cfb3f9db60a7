/** Returns the label with which the client secret for an identity provider is sealed. */
export function providerLabel(side: string, issuer: string): string {
  return `${side} provider ${issuer}`;
}
