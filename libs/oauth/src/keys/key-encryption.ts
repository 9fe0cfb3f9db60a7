import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a private key for the database with AES-256-GCM under the application's key-encryption
 * key. The result is the IV of 12 bytes, the tag of 16 bytes, then the PKCS #8 ciphertext.
 *
 * `label` is authenticated as additional data, so that a row copied to another side or key id does
 * not open.
 */
export function sealKey(privateKey: KeyObject, keyEncryptionKey: Buffer, label: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyEncryptionKey, iv).setAAD(Buffer.from(label));
  const plain = privateKey.export({ format: 'der', type: 'pkcs8' });
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Opens a sealed key; null for a wrong key-encryption key, and when the row was changed. */
export function openKey(sealed: Buffer, keyEncryptionKey: Buffer, label: string): KeyObject | null {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyEncryptionKey, iv, {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(label))
      .setAuthTag(tag);
    const plain = Buffer.concat([
      decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)),
      decipher.final(),
    ]);
    return createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' });
  } catch {
    return null; // the error would add nothing, and might contain bytes of the key
  }
}
