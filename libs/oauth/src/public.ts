/**
 * The entry `@latchkey/server/oauth` of the npm package: what a host application uses. Names that
 * only the applications of this repository need are in index.ts.
 */
export { OAuthModule } from './oauth.module.js';
export type { OAuthOptions } from './oauth.options.js';

export { AccessTokenGuard, RequireScope } from './protected-resource/access-token.guard.js';
export { AccessTokenVerifier } from './protected-resource/access-token-verifier.js';
export { Caller } from './protected-resource/caller.decorator.js';

export type { Administrator } from './clients/administrator.js';
export { ClientChanges, NewClient, NewSecret } from './clients/client-attributes.js';
export { ClientAdministrationError } from './clients/client-administration.error.js';
export { Client } from './clients/client.entity.js';
export { Clients } from './clients/clients.service.js';
export { ClientSecret } from './clients/client-secret.entity.js';
export { ClientSecrets } from './clients/client-secrets.service.js';

export { makeKeyEncryptionKey } from './keys/key-encryption-key.js';
export { SigningKeyAdministration } from './keys/signing-key-administration.js';
export { TokenRevocations } from './revocation/token-revocations.js';
