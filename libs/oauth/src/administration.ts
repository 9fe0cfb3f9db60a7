/**
 * `#oauth/administration`: what the command line needs of this lib, without the parts of a server.
 * These parts take a quarter of a second to load.
 */
export { OAuthAdministration } from './oauth-administration.js';
export { OAUTH_ENTITIES } from './oauth.entities.js';
export { SCOPES } from './scopes.js';
export { TokenExplanations } from './diagnostics/token-explanations.js';

export { CLIENT_ATTRIBUTES, ClientChanges } from './clients/client-attributes.js';
export { NewClient, NewSecret } from './clients/client-attributes.js';
export { ClientAdministrationError } from './clients/client-administration.error.js';
export { ownerTypeOf } from './clients/client-owner.js';
export { Clients } from './clients/clients.service.js';
export { validAttributes } from './clients/valid-attributes.js';
export { keyEncryptionKeys } from './keys/key-encryption-key.js';
