import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { derivedKey } from '#oauth';
import { decrypt, encrypt } from './aes-gcm.js';
import { type Keys, Opener } from './opener.js';

const PURPOSE = 'boxes of sign-in';

/** Bytes of an X25519 key. */
const KEY_BYTES = 32;

/** DER before the bytes of a private key (RFC 8410 §7), and before those of a public key (§4). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');

/**
 * Opens secrets that were sealed for a side by `sealFor`. The back office seals secrets for the
 * storefront, whose key-encryption key it does not have. The key pair (X25519) of a side is derived
 * from the key-encryption key.
 */
export class SealedBox extends Opener {
  constructor(keys: Keys) {
    super(keys, { keyOf: privateKeyOf, openWith });
  }

  /** The public key of the side, 32 bytes, for `sealFor`. */
  get publicKey(): Buffer {
    return bytesOf(createPublicKey(this.current));
  }

  seal(secret: string, label: string): Buffer {
    return sealFor(this.publicKey, secret, label);
  }
}

/**
 * Seals a secret for the owner of a public key: Diffie-Hellman with a new key pair, HKDF-SHA-256, then
 * AES-256-GCM. The label is authenticated, so that a sealed secret that is copied to another row does
 * not open. Returns the new public key of 32 bytes, then the encrypted secret.
 */
export function sealFor(publicKey: Buffer, secret: string, label: string): Buffer {
  const own = generateKeyPairSync('x25519');
  const ownPublic = bytesOf(own.publicKey);
  const shared = diffieHellman({ privateKey: own.privateKey, publicKey: publicKeyOf(publicKey) });
  const key = sharedKey(shared, Buffer.concat([ownPublic, publicKey]));
  return Buffer.concat([ownPublic, encrypt(key, secret, label)]);
}

function openWith(privateKey: KeyObject, sealed: Buffer, label: string): string | null {
  if (sealed.length < KEY_BYTES) return null;
  const theirs = sealed.subarray(0, KEY_BYTES);
  const own = bytesOf(createPublicKey(privateKey));
  try {
    const shared = diffieHellman({ privateKey, publicKey: publicKeyOf(theirs) });
    const key = sharedKey(shared, Buffer.concat([theirs, own]));
    return decrypt(key, sealed.subarray(KEY_BYTES), label);
  } catch {
    return null; // a public key of low order, which nobody makes by chance
  }
}

function sharedKey(shared: Buffer, publicKeys: Buffer): KeyObject {
  const bytes = hkdfSync('sha256', shared, publicKeys, PURPOSE, KEY_BYTES);
  return createSecretKey(new Uint8Array(bytes));
}

function privateKeyOf(keys: Keys): KeyObject {
  const key = Buffer.concat([PRIVATE_PREFIX, derivedKey(keys, PURPOSE).export()]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

function publicKeyOf(bytes: Buffer): KeyObject {
  const key = Buffer.concat([PUBLIC_PREFIX, bytes]);
  return createPublicKey({ key, format: 'der', type: 'spki' });
}

function bytesOf(publicKey: KeyObject): Buffer {
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length);
}
