export { OAuthModule } from './oauth.module.js';
export { OAUTH_ENTITIES } from './oauth.entities.js';
export { SCOPES, SIDES, type Side } from './side.js';

export type { Client } from './clients/client.entity.js';
export { ClientsModule } from './clients/clients.module.js';
export { ClientsRepository } from './clients/clients.repository.js';
export { ClientRefused, Clients } from './clients/clients.service.js';

export { keyEncryptionKey, makeKeyEncryptionKey } from './keys/key-encryption-key.js';
export { SigningKeysRepository } from './keys/signing-keys.repository.js';

export { OAuthErrorFilter } from './endpoints/oauth-error.filter.js';
export { AccessTokenGuard, RequireScope } from './protected-resource/access-token.guard.js';
export { Caller } from './protected-resource/caller.decorator.js';
