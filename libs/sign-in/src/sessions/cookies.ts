import { fastifyCookie } from '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestHeaders } from '#oauth';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

export interface CookieLife {
  /** Seconds; without it the browser keeps the cookie until it closes. */
  maxAge?: number;

  /** `lax` only for a transaction that begins or ends at another site. */
  sameSite?: 'strict' | 'lax';
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
    this.#prefix = `${this.#isSecure ? '__Host-' : ''}latchkey-${side}`;
  }

  /** Returns the name of the session cookie, or of another cookie by its purpose. */
  nameOf(purpose = ''): string {
    return purpose === '' ? this.#prefix : `${this.#prefix}-${purpose}`;
  }

  /** Returns the value of a cookie; undefined without it. */
  read({ cookie }: RequestHeaders, purpose = ''): string | undefined {
    return typeof cookie === 'string'
      ? fastifyCookie.parse(cookie)[this.nameOf(purpose)]
      : undefined;
  }

  /** Returns the header Set-Cookie. */
  set(value: string, purpose = '', { maxAge, sameSite = 'strict' }: CookieLife = {}): string {
    return fastifyCookie.serialize(this.nameOf(purpose), value, {
      path: '/',
      httpOnly: true,
      secure: this.#isSecure,
      sameSite,
      maxAge,
    });
  }

  /** Returns the header Set-Cookie that deletes a cookie. */
  remove(purpose = ''): string {
    return this.set('', purpose, { maxAge: 0 });
  }
}
