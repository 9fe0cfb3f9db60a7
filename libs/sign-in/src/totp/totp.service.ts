import { Inject, Injectable } from '@nestjs/common';
import { type Actor, AuditLog } from '#audit';
import { personEvent } from '../people/person-event.js';
import type { Person } from '../people/people.repository.js';
import { RecoveryCodes } from '../recovery-codes/recovery-codes.service.js';
import { Seal } from '../secrets/seal.js';
import { totpLabel } from '../secrets/totp-label.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { makeTotpSecret, stepOf, totpUri } from './totp-code.js';
import { TotpSecretsRepository } from './totp-secrets.repository.js';

/** A new secret, to be added to an authenticator app. */
export interface NewTotpSecret {
  /** Base32. */
  secret: string;

  /** The same as a URI (otpauth:), which opens an app on a telephone. */
  uri: string;
}

/** Second factors by authenticator app: time-based one-time passwords (RFC 6238). */
@Injectable()
export class Totp {
  readonly #seal: Seal;

  constructor(
    @Inject(SIGN_IN_SETTINGS)
    private readonly settings: Pick<SignInSettings, 'side' | 'issuer' | 'keyEncryptionKeys'>,
    private readonly secrets: TotpSecretsRepository,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly audit: AuditLog,
  ) {
    this.#seal = new Seal(settings.keyEncryptionKeys);
  }

  /** True when the person has an authenticator app, so that a password alone is not enough. */
  async has(personId: string): Promise<boolean> {
    return this.secrets.has(personId);
  }

  /**
   * Makes a secret for the app of a person. It counts once `confirm` gets a code of it, within 10
   * minutes; until then an earlier one keeps working.
   */
  async begin({ id, email }: Pick<Person, 'id' | 'email'>): Promise<NewTotpSecret> {
    const secret = makeTotpSecret();
    await this.secrets.storePending(id, this.#seal.seal(secret, this.#label(id)));
    return this.#shown(secret, email);
  }

  /** Returns the secret that waits for its first code; null when there is none. */
  async pending({ id, email }: Pick<Person, 'id' | 'email'>): Promise<NewTotpSecret | null> {
    const sealed = await this.secrets.findPending(id);
    const secret = sealed && this.#seal.open(sealed, this.#label(id));
    return secret ? this.#shown(secret, email) : null;
  }

  /**
   * Confirms the new secret by a code of it. Returns new recovery codes, which replace the earlier
   * ones; null for a wrong code, and when no secret waits.
   */
  async confirm(personId: string, code: string, actor: Actor): Promise<string[] | null> {
    const sealed = await this.secrets.findPending(personId);
    const secret = sealed && this.#seal.open(sealed, this.#label(personId));
    const step = secret ? stepOf(code, secret) : null;
    if (!sealed || step === null) return null;
    return this.secrets.inTransaction(async (transaction) => {
      if (!(await this.secrets.activate(personId, { sealed, step }, transaction))) return null;
      const codes = await this.recoveryCodes.replace(personId, transaction);
      await this.audit.record(this.#event('person.totp_added', personId, actor), transaction);
      return codes;
    });
  }

  /**
   * Verifies a code at sign-in, and uses it up. False for a wrong code, one that was used before,
   * a person without an app, and after 10 wrong codes within an hour.
   */
  async verify(personId: string, code: string): Promise<boolean> {
    const sealed = await this.secrets.beginAttempt(personId);
    const secret = sealed && this.#seal.open(sealed, this.#label(personId));
    const step = secret ? stepOf(code, secret) : null;
    return sealed !== null && step !== null && this.secrets.use(personId, { sealed, step });
  }

  /** Makes new recovery codes. Returns null for a person without an app, who needs none. */
  async newRecoveryCodes(personId: string, actor: Actor): Promise<string[] | null> {
    if (!(await this.has(personId))) return null;
    return this.secrets.inTransaction(async (transaction) => {
      const codes = await this.recoveryCodes.replace(personId, transaction);
      const event = this.#event('person.recovery_codes_replaced', personId, actor);
      await this.audit.record(event, transaction);
      return codes;
    });
  }

  /** Removes the app and the recovery codes of a person. Returns false when there is no app. */
  async remove(personId: string, actor: Actor): Promise<boolean> {
    return this.secrets.inTransaction(async (transaction) => {
      await this.recoveryCodes.remove(personId, transaction);
      const isRemoved = await this.secrets.remove(personId, transaction);
      const event = this.#event('person.totp_removed', personId, actor);
      if (isRemoved) await this.audit.record(event, transaction);
      return isRemoved;
    });
  }

  #event(action: string, personId: string, actor: Actor) {
    return personEvent(action, { side: this.settings.side, personId, actor });
  }

  #shown(secret: string, account: string): NewTotpSecret {
    const issuer = new URL(this.settings.issuer).host;
    return { secret, uri: totpUri(secret, { issuer, account }) };
  }

  #label(personId: string): string {
    return totpLabel(this.settings.side, personId);
  }
}
