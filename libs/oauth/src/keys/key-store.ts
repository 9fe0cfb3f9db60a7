import { createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { openKey, sealKey } from './sealed-key.js';
import { SigningKey } from './signing-key.entity.js';
import { SigningKeysRepository } from './signing-keys.repository.js';
import { thumbprint } from './thumbprint.js';

/** P-256 with SHA-256 (RFC 7518 §3.4): fast to sign, accepted everywhere. */
export const SIGNING_ALGORITHM = 'ES256';

export interface PublishedKey {
  kid: string;
  publicKey: KeyObject;
  jwk: JsonWebKey;
}

/** The signing keys of this application, opened once at the start. */
@Injectable()
export class KeyStore implements OnModuleInit {
  readonly #published = new Map<string, PublishedKey>();
  #active: { kid: string; privateKey: KeyObject };

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly keys: SigningKeysRepository,
  ) {
    if (options.keyEncryptionKey.length !== 32) {
      throw new Error('keyEncryptionKey must be 32 bytes: make one with `latchkey keys new-kek`');
    }
  }

  /** The key that signs: the newest. */
  get active(): { kid: string; privateKey: KeyObject } {
    return this.#active;
  }

  /** Null for a key of another application, and for one that never was. */
  find(kid: string): KeyObject | null {
    return this.#published.get(kid)?.publicKey ?? null;
  }

  /** What verifiers may know (RFC 7517 §5), the newest first. */
  publish(): readonly PublishedKey[] {
    return [...this.#published.values()];
  }

  /** @throws Error when the key-encryption key does not open the newest key */
  async onModuleInit(): Promise<void> {
    const { side } = this.options;
    const rows = await this.keys.listOrBegin(side, () => this.#make());
    for (const { kid, publicJwk } of rows) {
      const publicKey = createPublicKey({ key: publicJwk, format: 'jwk' });
      const jwk = { ...publicJwk, kid, use: 'sig', alg: SIGNING_ALGORITHM };
      this.#published.set(kid, { kid, publicKey, jwk });
    }
    this.#active = this.#open(rows[0]!);
  }

  #make(): SigningKey {
    const { side, keyEncryptionKey } = this.options;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const kid = thumbprint(publicKey);
    return Object.assign(new SigningKey(), {
      kid,
      side,
      algorithm: SIGNING_ALGORITHM,
      publicJwk: publicKey.export({ format: 'jwk' }) as Record<string, string>,
      sealedPrivateKey: sealKey(privateKey, keyEncryptionKey, label(side, kid)),
    });
  }

  #open({ kid, sealedPrivateKey }: SigningKey): { kid: string; privateKey: KeyObject } {
    const { side, keyEncryptionKey } = this.options;
    const privateKey = openKey(sealedPrivateKey, keyEncryptionKey, label(side, kid));
    if (privateKey) return { kid, privateKey };
    throw new Error(
      `the key-encryption key of the ${side} does not open its signing key ${kid}: ` +
        `give ${side}.oauth.keyEncryptionKey the value that it had when the key was made`,
    );
  }
}

function label(side: string, kid: string): string {
  return `${side}:${kid}`;
}
