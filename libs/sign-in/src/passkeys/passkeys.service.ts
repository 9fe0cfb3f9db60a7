import { Inject, Injectable } from '@nestjs/common';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { type Actor, AuditLog } from '#audit';
import { isRowId } from '#database';
import { PageRejection } from '../pages/page-rejection.js';
import { personEvent } from '../people/person-event.js';
import type { Person } from '../people/people.repository.js';
import { digest, randomToken, tokenHash } from '../secrets/random-token.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import {
  type Transaction,
  TransactionsRepository,
} from '../transactions/transactions.repository.js';
import { readCredentialResponse } from './credential-response.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { PasskeyVerification } from './passkey-verification.js';

/** Milliseconds that the browser waits for the person; less than a challenge lasts. */
const TIMEOUT = 300_000;

/** A passkey to add: the answer of the authenticator, and the name that its owner gives it. */
export interface NewPasskey {
  response: string;
  name: string;
}

/**
 * Passkeys (WebAuthn): discoverable credentials whose authenticator verifies the person, so one is
 * two factors. They work for one RP id, which is a setting and never taken from a request.
 */
@Injectable()
export class Passkeys {
  constructor(
    @Inject(SIGN_IN_SETTINGS)
    private readonly settings: Pick<SignInSettings, 'side' | 'issuer' | 'pages' | 'passkeys'>,
    private readonly passkeys: PasskeysRepository,
    private readonly transactions: TransactionsRepository,
    private readonly verification: PasskeyVerification,
    private readonly audit: AuditLog,
  ) {}

  /** False without an RP id in the configuration. */
  get areEnabled(): boolean {
    return this.settings.passkeys.rpId !== '';
  }

  /** @throws PageRejection `not_found` while passkeys are off */
  requireEnabled(): void {
    if (!this.areEnabled) throw new PageRejection(404, 'not_found', 'notFound');
  }

  /** Returns the options with which the browser asks an authenticator for a new passkey. */
  async creationOptions(person: Person): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { generateRegistrationOptions } = await import('@simplewebauthn/server');
    const { side, issuer, pages, passkeys } = this.settings;
    const known = await this.passkeys.credentialIdsOf(person.id);
    return generateRegistrationOptions({
      rpID: passkeys.rpId,
      rpName: pages.name || new URL(issuer).host,
      userID: new Uint8Array(userHandle(side, person.id)),
      userName: person.email,
      userDisplayName: person.name,
      challenge: await this.#challenge({ kind: 'new-passkey', personId: person.id }),
      timeout: TIMEOUT,
      attestationType: 'none',
      excludeCredentials: known.map((id) => ({ id: id.toString('base64url') })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  /**
   * Adds a passkey. Returns its id; null when the answer is not one to the options of this person, and
   * when the person has the maximum.
   */
  async add(personId: string, { response, name }: NewPasskey, actor: Actor) {
    const read = readCredentialResponse(response);
    const credential =
      read &&
      (await this.verification.newCredential(read, async (challenge) => {
        const transaction = await this.#take(challenge, 'new-passkey');
        return transaction?.personId === personId;
      }));
    if (!credential) return null;
    return this.passkeys.inTransaction(async (transaction) => {
      const row = { ...credential, personId, name };
      const id = await this.passkeys.insert(row, transaction);
      const by = { side: this.settings.side, personId, actor };
      const event = personEvent('person.passkey_added', by, { after: { name } });
      if (id !== null) await this.audit.record(event, transaction);
      return id;
    });
  }

  /** Returns the options with which the browser asks for the signature of any passkey of this RP id. */
  async requestOptions(): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
    return generateAuthenticationOptions({
      rpID: this.settings.passkeys.rpId,
      challenge: await this.#challenge({ kind: 'passkey' }),
      timeout: TIMEOUT,
      userVerification: 'required',
    });
  }

  /**
   * Verifies the answer of an authenticator. Returns the id of the person, who may be disabled; null
   * for an unknown passkey, a wrong signature, a used challenge and a counter that has not advanced.
   */
  async verify(response: string): Promise<string | null> {
    const read = readCredentialResponse(response);
    if (!read) return null;
    const credential = await this.passkeys.find(Buffer.from(read.id, 'base64url'));
    if (!credential) return null;
    const { personId } = credential;
    const counter = await this.verification.counterOf(read, credential, async (challenge) => {
      return (await this.#take(challenge, 'passkey')) !== null;
    });
    if (counter === null || !this.#isHandleOf(personId, read.response.userHandle)) return null;
    return (await this.passkeys.use(credential.id, counter)) ? personId : null;
  }

  async listOf(personId: string) {
    return this.passkeys.listOf(personId);
  }

  /** Removes a passkey of the person. Returns false when there is none with the id. */
  async remove(id: string, personId: string, actor: Actor): Promise<boolean> {
    if (!isRowId(id)) return false;
    return this.passkeys.inTransaction(async (transaction) => {
      const name = await this.passkeys.remove(id, personId, transaction);
      if (name === null) return false;
      const by = { side: this.settings.side, personId, actor };
      const event = personEvent('person.passkey_removed', by, { before: { name } });
      await this.audit.record(event, transaction);
      return true;
    });
  }

  /** Makes a challenge that an authenticator signs once. Only its hash is stored. */
  async #challenge(
    transaction: Pick<Transaction, 'kind'> & Partial<Pick<Transaction, 'personId'>>,
  ) {
    const challenge = randomToken();
    await this.transactions.insert(tokenHash(challenge)!, transaction);
    return new Uint8Array(Buffer.from(challenge, 'base64url'));
  }

  async #take(challenge: string, kind: Transaction['kind']) {
    const hash = tokenHash(challenge);
    return hash && this.transactions.take(hash, kind);
  }

  /** Some authenticators send no handle, which the specification allows for known credentials. */
  #isHandleOf(personId: string, handle: string | undefined): boolean {
    const expected = userHandle(this.settings.side, personId).toString('base64url');
    return handle === undefined || handle === expected;
  }
}

/**
 * Returns the handle under which an authenticator keeps the account. It must not contain personal
 * data (WebAuthn §14.6.1), and is the same each time, so a new passkey replaces the one that the same
 * authenticator has.
 */
function userHandle(side: string, personId: string): Buffer {
  return digest(`latchkey ${side} ${personId}`);
}
