import { generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { VerificationKey } from '../jws/jws.js';
import type { SigningAlgorithm } from '../jws/signing-algorithm.js';
import { thumbprint } from '../jws/thumbprint.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { openKey, sealKey } from './sealed-key.js';
import { SigningKey, verificationKey } from './signing-key.entity.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

/** P-256 with SHA-256 (RFC 7518 §3.4): fast to sign, accepted everywhere. */
const ALGORITHM: SigningAlgorithm = 'ES256';

/** The key that signs. */
export interface ActiveKey {
  kid: string;
  algorithm: SigningAlgorithm;
  privateKey: KeyObject;
}

export interface PublishedKey extends VerificationKey {
  kid: string;
  jwk: JsonWebKey;
}

/** The signing keys of this application, opened once at the start. */
@Injectable()
export class KeyStore implements OnModuleInit {
  readonly #published = new Map<string, PublishedKey>();
  #active: ActiveKey;

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly keys: SigningKeysRepository,
  ) {
    if (options.keyEncryptionKey.length !== 32) {
      throw new Error('keyEncryptionKey must be 32 bytes: make one with `latchkey keys new-kek`');
    }
  }

  /** The key that signs: the newest. */
  get active(): ActiveKey {
    return this.#active;
  }

  /** Null for a key of another application, and for one that never was. */
  find(kid: string): VerificationKey | null {
    return this.#published.get(kid) ?? null;
  }

  /** What verifiers may know (RFC 7517 §5), the newest first. */
  publish(): readonly PublishedKey[] {
    return [...this.#published.values()];
  }

  /** @throws Error when the key-encryption key does not open the newest key */
  async onModuleInit(): Promise<void> {
    const { side } = this.options;
    const rows = await this.keys.listOrBegin(side, () => this.#make());
    for (const row of rows) {
      const { kid, algorithm, publicJwk } = row;
      const jwk = { ...publicJwk, kid, use: 'sig', alg: algorithm };
      this.#published.set(kid, { kid, ...verificationKey(row), jwk });
    }
    this.#active = this.#open(rows[0]!);
  }

  #make(): SigningKey {
    const { side, keyEncryptionKey } = this.options;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicJwk = publicKey.export({ format: 'jwk' });
    const kid = thumbprint(publicJwk);
    return Object.assign(new SigningKey(), {
      kid,
      side,
      algorithm: ALGORITHM,
      publicJwk: publicJwk as Record<string, string>,
      sealedPrivateKey: sealKey(privateKey, keyEncryptionKey, label(side, kid)),
    });
  }

  #open({ kid, algorithm, sealedPrivateKey }: SigningKey): ActiveKey {
    const { side, keyEncryptionKey } = this.options;
    const privateKey = openKey(sealedPrivateKey, keyEncryptionKey, label(side, kid));
    if (privateKey) return { kid, algorithm, privateKey };
    throw new Error(
      `the key-encryption key of the ${side} does not open its signing key ${kid}: ` +
        `give ${side}.oauth.keyEncryptionKey the value that it had when the key was made`,
    );
  }
}

function label(side: string, kid: string): string {
  return `${side}:${kid}`;
}
