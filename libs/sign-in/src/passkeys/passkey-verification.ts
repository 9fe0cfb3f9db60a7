import { Inject, Injectable, Logger } from '@nestjs/common';
import { isDatabaseUnavailable } from '#database';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import type { CredentialResponse } from './credential-response.js';
import type { Credential } from './passkeys.repository.js';

/** Bytes of the id of a passkey, at most (WebAuthn §7.1); the library does not check it. */
const MAX_ID = 1023;

/** Bytes of a public key, at most; that of RSA with 16384 bits has about 2100. */
const MAX_KEY = 4096;

/** True for a challenge that was made for this purpose and not used before. */
type ChallengeCheck = (challenge: string) => Promise<boolean>;

/**
 * Verifies answers of authenticators (WebAuthn §7.1, §7.2). They must be for the RP id of the
 * configuration and the origin of the public URL, and the authenticator must verify the person.
 */
@Injectable()
export class PasskeyVerification {
  readonly #log = new Logger('SignIn');
  readonly #expected: {
    expectedOrigin: string;
    expectedRPID: string;
    requireUserVerification: true;
  };

  constructor(
    @Inject(SIGN_IN_SETTINGS) { issuer, passkeys }: Pick<SignInSettings, 'issuer' | 'passkeys'>,
  ) {
    this.#expected = {
      expectedOrigin: new URL(issuer).origin,
      expectedRPID: passkeys.rpId,
      requireUserVerification: true,
    };
  }

  /** Returns the public key of a new passkey (§7.1), or null for an answer that is not valid. */
  async newCredential(
    response: CredentialResponse,
    expectedChallenge: ChallengeCheck,
  ): Promise<Pick<Credential, 'credentialId' | 'publicKey' | 'counter'> | null> {
    const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
    const verified = await this.#attempt(async () =>
      verifyRegistrationResponse({ response, expectedChallenge, ...this.#expected }),
    );
    if (!verified?.verified) return null;
    const { id, publicKey, counter } = verified.registrationInfo.credential;
    const credentialId = Buffer.from(id, 'base64url');
    if (credentialId.length > MAX_ID || publicKey.length > MAX_KEY) return null;
    return { credentialId, publicKey: Buffer.from(publicKey), counter };
  }

  /** Returns the counter of a signature (§7.2), or null for an answer that is not valid. */
  async counterOf(
    response: CredentialResponse,
    { credentialId, publicKey, counter }: Credential,
    expectedChallenge: ChallengeCheck,
  ): Promise<number | null> {
    const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
    const credential = {
      id: credentialId.toString('base64url'),
      publicKey: new Uint8Array(publicKey),
      counter,
    };
    const verified = await this.#attempt(async () =>
      verifyAuthenticationResponse({ response, credential, expectedChallenge, ...this.#expected }),
    );
    return verified?.verified ? verified.authenticationInfo.newCounter : null;
  }

  /** The library throws for every invalid answer. Its reason is for operators, without the values. */
  async #attempt<Result>(work: () => Promise<Result>): Promise<Result | null> {
    try {
      return await work();
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error; // the check of the challenge failed
      const reason = (error as Error).message.replaceAll(/"[^"]*"/g, '…');
      this.#log.debug(`rejected the answer of an authenticator: ${reason}`);
      return null;
    }
  }
}
