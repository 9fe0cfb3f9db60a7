import type { Person } from '../people/people.repository.js';
import type { Session } from '../sessions/session.js';
import type { SessionCheck } from '../sessions/sessions.js';
import type { Html } from '../pages/html.js';
import type { Locale } from '../pages/pages.js';

/** The facts that a person has proved with one method. */
export interface Proof {
  person: Person;

  /** Methods by RFC 8176: `pwd`, `otp`, `hwk`, `user` … */
  amr: readonly string[];

  /** `2` for a method that is two factors by itself, such as a passkey with user verification. */
  acr: '1' | '2';

  /**
   * Time of the last change of the password that was verified, for methods with one. No session starts
   * if the password changes meanwhile.
   */
  passwordChangedAt?: string;

  /** Returns true while what was proved still holds; no session starts otherwise. */
  isCurrent?: SessionCheck;

  /** Unix seconds of the authentication, if it was before this sign-in. */
  authenticatedAt?: number;

  /** The identity provider at which the person has authenticated. */
  providerId?: string;
}

/** A way to sign in besides the form for a password, such as a passkey or a provider. */
export interface SignInMethod {
  readonly id: string;

  /**
   * Returns links or forms for the sign-in page; null while the method cannot be used. `returnTo` is a
   * path that the method passes on unchanged to `SignIn.proved`.
   */
  entry(locale: Locale, returnTo: string): Promise<Html | null>;

  /**
   * Returns links or forms for the page of an invitation, whose secret is `token`; null while a person
   * cannot begin with the method.
   */
  invitationEntry?(locale: Locale, token: string): Promise<Html | null>;

  /** The script file that the entry needs, such as `/sign-in/passkey.js`. */
  readonly script?: string;
}

/** A factor that a person proves after a password. */
export interface SecondFactor {
  readonly id: string;

  /** The page that asks for it. `SignIn.pending` finds the sign-in that waits there. */
  readonly path: string;

  /** True when the person has set it up, so a password alone is not enough. */
  isSetUp(personId: string): Promise<boolean>;
}

/** A part of the account page, such as the passkeys of the person. */
export interface AccountSection {
  readonly id: string;

  render(locale: Locale, session: Session): Promise<Html | null>;

  readonly script?: string;
}
