/** Providers of one side, at most: each is a button of the sign-in page. */
export const MAX_PROVIDERS = 20;

/** An OpenID provider at which people of a side may sign in. */
export interface IdentityProvider {
  id: string;
  side: 'backoffice' | 'storefront';

  /** Its name in addresses, such as the redirect URI. */
  key: string;

  /** The name on the button. */
  name: string;

  /** `iss` of its ID tokens, exactly. */
  issuer: string;

  /** The id of this server at the provider. */
  clientId: string;

  /** The sealed secret of this server at the provider; null for a public client. */
  sealedSecret: Buffer | null;

  /** The requested scope, separated by spaces; `openid` is in it. */
  scope: string;

  enabled: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** Returns the path of the redirect URI, at which a provider answers. */
export function callbackPath(key: string): string {
  return `/sign-in/provider/${key}/callback`;
}
