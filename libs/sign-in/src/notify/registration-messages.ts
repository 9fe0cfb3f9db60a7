import { Inject, Injectable } from '@nestjs/common';
import { CountersRepository } from '../attempts/counters.repository.js';
import { FORGOT } from '../pages/paths.js';
import type { Language } from '../pages/languages.js';
import type { NewAccount, Registrar } from '../registration/registrar.js';
import { Registrations } from '../registration/registrations.js';
import { RegistrationsRepository } from '../registration/registrations.repository.js';
import { digest, randomToken, tokenHash } from '../secrets/random-token.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { notifyBody } from './notify-message.js';
import { NotifyOutboxRepository, type OutboxRow } from './notify-outbox.repository.js';

/** The form of somebody who registers. */
export interface TypedRegistration {
  account: NewAccount;
  language: Language;
}

/** Makes the messages to people who register: a link, or the news that they have an account. */
@Injectable()
export class RegistrationMessages {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    private readonly registrations: Registrations,
    private readonly repository: RegistrationsRepository,
    private readonly outbox: NotifyOutboxRepository,
    private readonly counters: CountersRepository,
  ) {}

  /**
   * Makes the message of a request, and returns its body. Returns null, without a trace, when nobody may
   * register, or when the address has been sent enough.
   */
  async make({ id, content }: OutboxRow): Promise<string | null> {
    const typed = JSON.parse(content!) as TypedRegistration;
    const registrar = this.registrations.open;
    if (!registrar || !(await this.#maySend(typed.account))) {
      await this.outbox.delete(id);
      return null;
    }
    return this.#replace(id, typed, registrar);
  }

  /** Deletes registrations that nobody has confirmed. Only the storefront has any. */
  async purge(): Promise<void> {
    if (this.settings.side === 'storefront') await this.repository.purge();
  }

  /** A stranger may type an address again and again, so each address gets a few messages. */
  async #maySend({ email }: NewAccount): Promise<boolean> {
    const { perEmail: limit, window } = this.settings.registration!;
    const key = `${this.settings.side} registration of ${digest(email.toLowerCase()).toString('base64url')}`;
    const waitOf = await this.counters.count({ key, limit, window });
    return waitOf(key, limit) === 0;
  }

  async #replace(
    id: string,
    { account, language }: TypedRegistration,
    registrar: Registrar,
  ): Promise<string | null> {
    const { side, issuer, registration } = this.settings;
    const { lifetime } = registration!;
    const isKnown = await registrar.hasAccount(account.email);
    const token = randomToken();
    return this.outbox.within(async (transaction) => {
      if (!(await this.outbox.hold(id, transaction))) return null;
      const stored = { ...account, lifetime };
      const expiresAt = isKnown
        ? new Date(Date.now() + lifetime * 1000)
        : await this.repository.insert(tokenHash(token)!, stored, transaction);
      const body = notifyBody(isKnown ? 'person.account_exists' : 'person.registration', {
        side,
        person: null,
        email: account.email,
        name: null, // a stranger may have typed it, to send a text of theirs to somebody
        language,
        link: issuer + (isKnown ? FORGOT : `/sign-up/link?token=${token}`),
        expiresAt: isKnown ? null : expiresAt.toISOString(),
      });
      await this.outbox.replace(id, { personId: null, body, expiresAt }, transaction);
      return body;
    });
  }
}
