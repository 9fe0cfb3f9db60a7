import { Injectable } from '@nestjs/common';
import type { AccountSection, SignInMethod } from '../methods/sign-in-method.js';
import { SignInMethods } from '../methods/sign-in-methods.js';
import type { Html } from '../pages/html.js';
import type { Locale } from '../pages/pages.js';
import type { Session } from '../sessions/session.js';
import { PasskeyPages } from './passkey-pages.js';
import { SCRIPT } from './passkey-script.js';
import { Passkeys } from './passkeys.service.js';

/** Registers passkeys as a way to sign in, and as a part of the account page. */
@Injectable()
export class PasskeyMethod implements SignInMethod, AccountSection {
  readonly id = 'passkey';

  constructor(
    methods: SignInMethods,
    private readonly passkeys: Passkeys,
    private readonly pages: PasskeyPages,
  ) {
    if (!passkeys.areEnabled) return;
    methods.addMethod(this);
    methods.addSection(this);
  }

  get script(): string {
    return SCRIPT;
  }

  async entry(locale: Locale, returnTo: string): Promise<Html> {
    return this.pages.entry(locale, returnTo);
  }

  async render(locale: Locale, { personId }: Session): Promise<Html> {
    return this.pages.section(locale, await this.passkeys.listOf(personId));
  }
}
