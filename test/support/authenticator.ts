import { generateKeyPairSync, hash, randomBytes, sign } from 'node:crypto';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** Differences from a correct answer, for tests of forged ones. */
export interface Forgery {
  origin?: string;
  rpId?: string;
  type?: string;
  challenge?: string;
  counter?: number;
  /** False: the authenticator has not verified the person, by PIN or fingerprint. */
  isVerified?: boolean;
  userHandle?: string;
  /** Bytes that the public key has besides the point. */
  padding?: number;
}

/** Flags of the authenticator data (WebAuthn §6.1). */
const [PRESENT, VERIFIED, HAS_CREDENTIAL] = [0x01, 0x04, 0x40];

/** An authenticator with one passkey (ES256), and the browser before it. */
export class Authenticator {
  readonly #key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  counter = 0;
  #userHandle = '';

  constructor(
    private readonly origin: string,
    readonly id = randomBytes(16),
  ) {}

  /** Answers the options for a new passkey (§6.3.2), as JSON. */
  create(options: PublicKeyCredentialCreationOptionsJSON, forgery: Forgery = {}): string {
    this.#userHandle = options.user.id;
    const { x, y } = this.#key.publicKey.export({ format: 'jwk' });
    const cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        ...(forgery.padding === undefined
          ? []
          : [[-70_000, new Uint8Array(forgery.padding)] as const]),
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x!, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y!, 'base64url'))],
      ]),
    );
    const length = Buffer.from([this.id.length >> 8, this.id.length & 0xff]);
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, cose]);
    const rpId = forgery.rpId ?? options.rp.id!;
    const authData = this.#authenticatorData(rpId, forgery, credential);
    const attestation = isoCBOR.encode(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]) as never,
    );
    return this.#json({
      clientDataJSON: this.#clientData('webauthn.create', options.challenge, forgery),
      attestationObject: Buffer.from(attestation),
    });
  }

  /** Signs the challenge of a sign-in (§6.3.3). Returns JSON. */
  get(options: PublicKeyCredentialRequestOptionsJSON, forgery: Forgery = {}): string {
    this.counter += 1;
    const rpId = forgery.rpId ?? options.rpId!;
    const authenticatorData = this.#authenticatorData(rpId, forgery);
    const clientDataJSON = this.#clientData('webauthn.get', options.challenge, forgery);
    const signed = Buffer.concat([authenticatorData, hash('sha256', clientDataJSON, 'buffer')]);
    const signature = sign('sha256', signed, this.#key.privateKey);
    const userHandle = Buffer.from(forgery.userHandle ?? this.#userHandle, 'base64url');
    return this.#json({ clientDataJSON, authenticatorData, signature, userHandle });
  }

  #authenticatorData(rpId: string, forgery: Forgery, credential?: Buffer): Buffer {
    const flags =
      PRESENT | (forgery.isVerified === false ? 0 : VERIFIED) | (credential ? HAS_CREDENTIAL : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(forgery.counter ?? this.counter);
    const parts = [hash('sha256', rpId, 'buffer'), Buffer.from([flags]), counter];
    return Buffer.concat(credential ? [...parts, credential] : parts);
  }

  #clientData(type: string, challenge: string, forgery: Forgery): Buffer {
    const { origin = this.origin } = forgery;
    const data = {
      type: forgery.type ?? type,
      challenge: forgery.challenge ?? challenge,
      origin,
      crossOrigin: false,
    };
    return Buffer.from(JSON.stringify(data));
  }

  #json(response: Record<string, Buffer>): string {
    const members = Object.entries(response).map(([name, bytes]) => [
      name,
      bytes.toString('base64url'),
    ]);
    const id = this.id.toString('base64url');
    return JSON.stringify({
      id,
      rawId: id,
      type: 'public-key',
      clientExtensionResults: {},
      response: Object.fromEntries(members) as object,
    });
  }
}
