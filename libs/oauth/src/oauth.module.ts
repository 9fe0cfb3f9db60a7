import {
  type DynamicModule,
  type FactoryProvider,
  Module,
  type NestModule,
  type Type,
} from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AccessTokenJwt } from './access-tokens/access-token.jwt.js';
import { HostClaims } from './access-tokens/host-claims.js';
import { AccessTokens } from './access-tokens/access-tokens.js';
import { ClientTokenRevocation } from './revocation/client-token-revocation.js';
import { JwtSigner } from './access-tokens/jwt-signer.js';
import { RevokedTokens } from './revocation/revoked-tokens.js';
import { RevokedTokensRepository } from './revocation/revoked-tokens.repository.js';
import { TokenRevocations } from './revocation/token-revocations.js';
import { TokenStatus } from './revocation/token-status.js';
import { VerifiedTokens } from './access-tokens/verified-tokens.js';
import { AuditModule } from '#audit';
import { AuthenticationFailureAuditRepository } from './client-authentication/authentication-failure-audit.repository.js';
import { AuthenticationFailureAudit } from './client-authentication/authentication-failure-audit.js';
import { AuthenticationFailureHandler } from './client-authentication/authentication-failure-handler.js';
import { ClientAssertions } from './client-authentication/client-assertions.js';
import { ClientAuthenticator } from './client-authentication/client-authenticator.js';
import { ClientKeySets } from './client-authentication/client-key-sets.js';
import { FailedAttemptsRepository } from './client-authentication/failed-attempts.repository.js';
import { KeySetDownload } from './client-authentication/key-set-download.js';
import { KnownNetworksRepository } from './client-authentication/known-networks.repository.js';
import { ClientsModule } from './clients/clients.module.js';
import { ClientCache } from './clients/client-cache.js';
import { ClientSnapshotsRepository } from './clients/client-snapshots.repository.js';
import { SecretEndRefresh } from './clients/secret-end-refresh.js';
import { oauthDescription } from './openapi/oauth-description.js';
import type { Endpoint } from './endpoints/endpoint.js';
import { EndpointRoutes, ENDPOINTS } from './endpoints/endpoint-routes.js';
import { IntrospectionEndpoint } from './endpoints/introspection.endpoint.js';
import { JwksEndpoint } from './endpoints/jwks.endpoint.js';
import { MetadataEndpoint } from './endpoints/metadata.endpoint.js';
import { ResourceMetadataEndpoint } from './endpoints/resource-metadata.endpoint.js';
import { RevocationEndpoint } from './endpoints/revocation.endpoint.js';
import { SecretSelfRevocationEndpoint } from './endpoints/secret-self-revocation.endpoint.js';
import { TokenEndpoint } from './endpoints/token.endpoint.js';
import { ClientCredentialsGrant } from './grants/client-credentials.grant.js';
import { Grants } from './grants/grants.js';
import { AuthenticKeys } from './keys/authentic-keys.js';
import { InstancesRepository } from './keys/instances.repository.js';
import { KeyLifeCycle } from './keys/key-life-cycle.js';
import { KeyRotation } from './keys/key-rotation.js';
import { KeySeals } from './keys/key-seals.js';
import { KeyStore } from './keys/key-store.js';
import { SigningKeyAdministration } from './keys/signing-key-administration.js';
import { SigningKeysRepository } from './keys/signing-keys.repository.js';
import { ClientLimits } from './limits/client-limits.js';
import { OBSERVERS } from './observers.js';
import { OAUTH_SETTINGS, type OAuthSettings, type ShopSettings } from './oauth-settings.js';
import type { OAuthOptions } from './oauth.options.js';
import { hostModules, type AsyncOptions } from './host-modules.js';
import { PEOPLE } from './people-providers.js';
import { shopClients } from './shop-clients.js';
import { DpopNonces } from './dpop/dpop-nonces.js';
import { DpopProofs } from './dpop/dpop-proofs.js';
import { TokenBinding } from './dpop/token-binding.js';
import { ReplayDetection } from './replay/replay-detection.js';
import { UsedProofsPurge } from './replay/used-proofs-purge.js';
import { UsedProofsRepository } from './replay/used-proofs.repository.js';
import { AccessTokenVerifier } from './protected-resource/access-token-verifier.js';
import { CallerScopes } from './protected-resource/caller-scopes.js';
import { JwtStrategy } from './protected-resource/jwt.strategy.js';
import { ProofOfPossession } from './protected-resource/proof-of-possession.js';
import { HostListeners } from './usage/host-listeners.js';
import { OAuthMetrics } from './usage/oauth.metrics.js';
import { Usage } from './usage/usage.js';
import { UsageRepository } from './usage/usage.repository.js';

const ENDPOINT_CLASSES = [
  TokenEndpoint,
  SecretSelfRevocationEndpoint,
  RevocationEndpoint,
  IntrospectionEndpoint,
  JwksEndpoint,
  MetadataEndpoint,
  ResourceMetadataEndpoint,
];

/** Provides the endpoints that `EndpointRoutes` adds. */
function endpointsOf(classes: readonly Type<Endpoint>[]): FactoryProvider<Endpoint[]> {
  return { provide: ENDPOINTS, useFactory: (...all: Endpoint[]) => all, inject: [...classes] };
}

/**
 * One authorization server in a NestJS application:
 *
 *     OAuthModule.register({ issuer, audience, keyEncryptionKey, dataSource, scopes })
 *
 * Several registrations in one application share only code: each has its path, its clients and its
 * keys, and rejects the tokens of the others. A module whose controllers have `AccessTokenGuard`
 * imports the registration whose tokens they accept.
 */
@Module({
  providers: [
    {
      provide: KeySeals,
      inject: [OAUTH_SETTINGS],
      useFactory: ({ side, keyEncryptionKeys }: OAuthSettings) =>
        new KeySeals((keySide) => (keySide === side ? keyEncryptionKeys : null)),
    },
    SigningKeysRepository,
    SigningKeyAdministration,
    InstancesRepository,
    AuthenticKeys,
    KeyStore,
    KeyRotation,
    KeyLifeCycle,
    { provide: JwtService, useClass: JwtSigner },
    AccessTokenJwt,
    HostClaims,
    HostListeners,
    AccessTokens,
    ClientSnapshotsRepository,
    ClientCache,
    RevokedTokensRepository,
    RevokedTokens,
    TokenRevocations,
    ClientTokenRevocation,
    TokenStatus,
    UsedProofsRepository,
    ReplayDetection,
    UsedProofsPurge,
    DpopNonces,
    DpopProofs,
    TokenBinding,
    SecretEndRefresh,
    UsageRepository,
    Usage,
    OAuthMetrics,
    ...OBSERVERS,
    FailedAttemptsRepository,
    KnownNetworksRepository,
    AuthenticationFailureAuditRepository,
    AuthenticationFailureAudit,
    AuthenticationFailureHandler,
    KeySetDownload,
    ClientKeySets,
    ClientAssertions,
    ClientAuthenticator,
    ClientCredentialsGrant,
    Grants,
    ClientLimits,
    ...ENDPOINT_CLASSES,
    endpointsOf(ENDPOINT_CLASSES),
    EndpointRoutes,
    VerifiedTokens,
    JwtStrategy,
    CallerScopes,
    ProofOfPossession,
    AccessTokenVerifier,
  ],
  exports: [ClientsModule, AccessTokenVerifier, SigningKeyAdministration, TokenRevocations],
})
export class OAuthModule implements NestModule {
  /** `isGlobal` makes the exports available in all modules, for at most one registration. */
  static register({ isGlobal, ...options }: OAuthOptions & { isGlobal?: boolean }): DynamicModule {
    return OAuthModule.registerAsync({ isGlobal, useFactory: () => options });
  }

  /** Registers with options from a factory, which Nest calls with the providers in `inject`. */
  static registerAsync({ isGlobal = false, ...options }: AsyncOptions): DynamicModule {
    return { module: OAuthModule, global: isGlobal, imports: hostModules(options) };
  }

  /** Registers one side of the shop; the application provides its database, people and pages. */
  static forShop(settings: ShopSettings): DynamicModule {
    const providers = [
      { provide: OAUTH_SETTINGS, useValue: settings },
      ...PEOPLE.providers,
      endpointsOf([...ENDPOINT_CLASSES, ...PEOPLE.endpoints]),
    ];
    const imports = [shopClients(), AuditModule];
    const { controllers, exports } = PEOPLE;
    return { module: OAuthModule, imports, providers, controllers, exports };
  }

  /** Describes the endpoints and scopes of the module for an OpenAPI document. */
  static readonly description = oauthDescription;

  constructor(private readonly endpoints: EndpointRoutes) {}

  /**
   * Nest calls this before it adds the routes of controllers, which could match every path.
   *
   * @throws Error when the options depend on a request, so Nest has not constructed the module
   */
  configure(): void {
    const endpoints = this.endpoints as EndpointRoutes | undefined;
    if (endpoints) return endpoints.mount();
    throw new Error('the options of OAuthModule must not depend on request-scoped providers');
  }
}
