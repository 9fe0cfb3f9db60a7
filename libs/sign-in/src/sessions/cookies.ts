import { Inject, Injectable } from '@nestjs/common';
import type { RequestHeaders, Side } from '#oauth';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

export interface CookieLife {
  /** Seconds; without it the browser keeps the cookie until it closes. */
  maxAge?: number;
}

/** Returns the name of the session cookie of a side, which begins the names of its other cookies. */
export function sessionCookieName(side: Side, issuer: string): string {
  return `${issuer.startsWith('https:') ? '__Host-' : ''}latchkey-${side}`;
}

/**
 * Reads and sets the cookies of this side. Their names begin with `__Host-`, so that a browser takes
 * them only over https from exactly this host. With an http public URL, which is for development,
 * they have neither the prefix nor `Secure`.
 */
@Injectable()
export class Cookies {
  readonly #prefix: string;
  readonly #isSecure: boolean;

  constructor(@Inject(SIGN_IN_SETTINGS) { side, issuer }: Pick<SignInSettings, 'side' | 'issuer'>) {
    this.#isSecure = issuer.startsWith('https:');
    this.#prefix = sessionCookieName(side, issuer);
  }

  /** Returns the name of the session cookie, or of another cookie by its purpose. */
  nameOf(purpose = ''): string {
    return purpose === '' ? this.#prefix : `${this.#prefix}-${purpose}`;
  }

  /** Returns the value of a cookie; undefined without it. Of several, the first counts. */
  read({ cookie }: RequestHeaders, purpose = ''): string | undefined {
    if (typeof cookie !== 'string') return undefined;
    const start = `${this.nameOf(purpose)}=`;
    const pairs = cookie.split(';').map((pair) => pair.trim());
    return pairs.find((pair) => pair.startsWith(start))?.slice(start.length);
  }

  /** Returns the header Set-Cookie. The value is base64url, which needs no encoding. */
  set(value: string, purpose = '', { maxAge }: CookieLife = {}): string {
    const attributes = [
      `${this.nameOf(purpose)}=${value}`,
      ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
      'Path=/',
      'HttpOnly',
      ...(this.#isSecure ? ['Secure'] : []),
      'SameSite=Strict',
    ];
    return attributes.join('; ');
  }

  /** Returns the header Set-Cookie that deletes a cookie. */
  remove(purpose = ''): string {
    return this.set('', purpose, { maxAge: 0 });
  }
}
