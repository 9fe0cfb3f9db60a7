export { OAuthModule } from './oauth.module.js';
export { OAUTH_ENTITIES } from './oauth.entities.js';
export { networkOf } from './network.js';
export { OutgoingRequests } from './outgoing/outgoing-requests.js';
export { CacheFreshness } from './caching/cache-freshness.js';
export { SIDES, type ShopSide as Side } from './side.js';
export { SCOPES, scopesOf } from './scopes.js';

export { TestTokens } from './access-tokens/test-tokens.service.js';
export { isOfVisitor } from './access-tokens/visitor.js';
export { TokenExplanations } from './diagnostics/token-explanations.js';
export { TokenRevocations } from './revocation/token-revocations.js';

export { type Administrator, mayBeShown, assertScopesHeld } from './clients/administrator.js';
export { CLIENT_ATTRIBUTES, ClientChanges } from './clients/client-attributes.js';
export { NewClient, NewSecret, SecretChanges } from './clients/client-attributes.js';
export { ClientAdministrationError } from './clients/client-administration.error.js';
export { identifyClientSecret, makeClientSecret } from './clients/client-secret.js';
export { ClientSecret } from './clients/client-secret.entity.js';
export { ClientSecrets } from './clients/client-secrets.service.js';
export { ownerTypeOf } from './clients/client-owner.js';
export { Client } from './clients/client.entity.js';
export { Clients } from './clients/clients.service.js';
export { validAttributes } from './clients/valid-attributes.js';

export { SIGNING_ALGORITHMS } from './jws/signing-algorithm.js';
export { derivedKey } from './keys/key-encryption-key.js';
export { keyEncryptionKeys, makeKeyEncryptionKey } from './keys/key-encryption-key.js';
export { SigningKeyAdministration } from './keys/signing-key-administration.js';

export { AccessTokenGuard, RequireScope } from './protected-resource/access-token.guard.js';
export { AccessTokenVerifier } from './protected-resource/access-token-verifier.js';
export { RequireRecentSignIn } from './protected-resource/recent-sign-in.guard.js';
export { Caller, ownerOf } from './protected-resource/caller.decorator.js';
export { readerOf } from './protected-resource/caller-names.js';

export { AuthorizationPages } from './people/authorization-pages.js';
export { PersonSessions } from './people/person-sessions.js';
export type { RequestHeaders } from './people/person-sessions.js';
export { isSameOrigin } from './people/same-origin.js';
export { revokeGrants } from './refresh-tokens/person-grants.repository.js';
export { AuthorizedApplications } from './authorization/authorized-applications.js';
export { UsageReports } from './usage/usage-reports.repository.js';
export { RequestRate } from './limits/request-rate.js';
export { RecordedRefusal } from './refusals/refusal.entity.js';
