import { Injectable } from '@nestjs/common';
import { SignInMethods } from '../methods/sign-in-methods.js';
import type { AccountSection, SecondFactor } from '../methods/sign-in-method.js';
import type { Html } from '../pages/html.js';
import type { Locale } from '../pages/pages.js';
import { RecoveryCodes } from '../recovery-codes/recovery-codes.service.js';
import type { Session } from '../sessions/session.js';
import { CODE, TotpPages } from './totp-pages.js';
import { Totp } from './totp.service.js';

/** Registers authenticator apps as a second factor, and as a part of the account page. */
@Injectable()
export class TotpFactor implements SecondFactor, AccountSection {
  readonly id = 'totp';
  readonly path = CODE;

  constructor(
    methods: SignInMethods,
    private readonly totp: Totp,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly pages: TotpPages,
  ) {
    methods.addFactor(this);
    methods.addSection(this);
  }

  async isSetUp(personId: string): Promise<boolean> {
    return this.totp.has(personId);
  }

  async render(locale: Locale, { personId }: Session): Promise<Html> {
    const isSetUp = await this.totp.has(personId);
    const codesLeft = isSetUp ? await this.recoveryCodes.countOf(personId) : null;
    return this.pages.section(locale, codesLeft);
  }
}
