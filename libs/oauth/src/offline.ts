/**
 * `#oauth/offline`: names, and the making of secrets. It loads no package, so that a command can
 * check its options at once.
 */
export { SIDES, type ShopSide as Side } from './side.js';
export { SIGNING_ALGORITHMS } from './jws/signing-algorithm.js';
export { isOfVisitor } from './access-tokens/visitor.js';
export { identifyClientSecret, makeClientSecret } from './clients/client-secret.js';
export { makeKeyEncryptionKey } from './keys/key-encryption-key.js';
