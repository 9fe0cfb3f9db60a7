import type { Registry } from 'prom-client';
import type { Config } from '#config';
import type { keyEncryptionKeys, Side } from '#oauth';

/** The settings of the sign-in of one side. */
export interface SignInSettings extends Readonly<Omit<Config['signIn'], 'requestsPerMinute'>> {
  side: Side;

  /** The public URL. Its path is the base of all links; cookies need https unless it is http. */
  issuer: string;

  /** Seal secrets of people in the database. */
  keyEncryptionKeys: ReturnType<typeof keyEncryptionKeys>;

  /** The look of the pages of this side. */
  pages: Config['backoffice']['pages'];

  /** Passkeys of this side; without an RP id there are none. */
  passkeys: Config['backoffice']['passkeys'];

  /** The receiver of messages to people; without a URL there are none. */
  notify: Config['backoffice']['notify'];

  /** Limits of registrations and the life of their links; null when nobody may register. */
  registration: Config['storefront']['registration'] | null;

  metrics: Registry;
}

/** Injection token of the `SignInSettings` of the application. */
export const SIGN_IN_SETTINGS = Symbol('SIGN_IN_SETTINGS');
