import { Inject, Injectable } from '@nestjs/common';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** The page after a sign-in that no application has asked for. */
export const ACCOUNT = '/account';

/** The page on which people who have forgotten their password ask for a link. */
export const FORGOT = '/sign-in/forgot';

/** The page on which people register. */
export const SIGN_UP = '/sign-up';

/** Characters of a path with its query, at most; the database has as many bytes for it. */
const MAX_PATH = 2000;

/** Returns the path of the sign-in page that continues at a path. */
export function signInPath(
  returnTo: string,
  others: Readonly<Record<string, string>> = {},
): string {
  return `/sign-in?${new URLSearchParams({ return_to: returnTo, ...others }).toString()}`;
}

/** The paths to which a sign-in may return: the authorization endpoint, and the account. */
const RETURN = /^\/(?:oauth2-authorize\/continue\?[\x21-\x7e]*|account(?:[/?][\x21-\x7e]*)?)$/;

/** The console, which the back office has. */
const CONSOLE = /^\/console(?:[/?][\x21-\x7e]*)?$/;

/**
 * Paths of this server. Inside the application they have no path of the public URL: a proxy may
 * strip it. Links to browsers have it.
 */
@Injectable()
export class Paths {
  readonly #base: string;
  readonly #returns: readonly RegExp[];

  constructor(@Inject(SIGN_IN_SETTINGS) { issuer, side }: Pick<SignInSettings, 'issuer' | 'side'>) {
    this.#base = new URL(issuer).pathname.replace(/\/$/, '');
    this.#returns = side === 'backoffice' ? [RETURN, CONSOLE] : [RETURN];
  }

  /** Returns the path for a browser: below the path of the public URL. */
  link(path: string): string {
    return this.#base + this.local(path);
  }

  /** Removes the path of the public URL, if the path has it. */
  local(path: string): string {
    const rest = path.slice(this.#base.length);
    return this.#base !== '' && path.startsWith(`${this.#base}/`) ? rest : path;
  }

  /**
   * Returns the path at which a sign-in may continue, and the account for every other text. Only
   * listed pages of this server are allowed, so no link leads to another site.
   */
  returnTo(text: string | undefined): string {
    const path = this.local(text ?? '');
    const isAllowed = this.#returns.some((pattern) => pattern.test(path)) && !path.includes('\\');
    return path.length <= MAX_PATH && isAllowed ? path : ACCOUNT;
  }
}

/** True for the path of a page for people, existing or not; errors there are pages, too. */
export function isPagePath(path: string): boolean {
  return /^\/(?:sign-in|sign-out|sign-up|account)(?:[/?]|$)/.test(path);
}
