import { Injectable } from '@nestjs/common';
import type { AccountSection, SignInMethod } from '../methods/sign-in-method.js';
import { SignInMethods } from '../methods/sign-in-methods.js';
import type { Html } from '../pages/html.js';
import type { Locale } from '../pages/pages.js';
import type { Session } from '../sessions/session.js';
import { LinkedIdentities } from './linked-identities.service.js';
import { ProviderPages } from './provider-pages.js';
import { ProviderSignIns } from './provider-sign-ins.service.js';

/** Registers identity providers as a way to sign in, and as a part of the account page. */
@Injectable()
export class ProviderMethod implements SignInMethod, AccountSection {
  readonly id = 'provider';

  constructor(
    methods: SignInMethods,
    private readonly signIns: ProviderSignIns,
    private readonly identities: LinkedIdentities,
    private readonly pages: ProviderPages,
  ) {
    methods.addMethod(this);
    methods.addSection(this);
  }

  async entry(locale: Locale, returnTo: string): Promise<Html | null> {
    return this.pages.buttons(locale, await this.signIns.list(), { return_to: returnTo });
  }

  async invitationEntry(locale: Locale, token: string): Promise<Html | null> {
    return this.pages.buttons(locale, await this.signIns.list(), { invitation: token });
  }

  async render(locale: Locale, { personId }: Session): Promise<Html | null> {
    const providers = await this.signIns.list();
    const identities = await this.identities.listOf(personId);
    if (providers.length === 0 && identities.length === 0) return null;
    return this.pages.section(locale, identities, providers);
  }
}
