import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { AccessTokenJwt } from './access-tokens/access-token.jwt.js';
import { AccessTokens } from './access-tokens/access-tokens.js';
import { ClientAuthenticator } from './client-authentication/client-authenticator.js';
import { ClientsModule } from './clients/clients.module.js';
import { JwksController } from './endpoints/jwks.controller.js';
import { MetadataController } from './endpoints/metadata.controller.js';
import { TokenController } from './endpoints/token.controller.js';
import { ClientCredentialsGrant } from './grants/client-credentials.grant.js';
import { Grants } from './grants/grants.js';
import { KeyStore } from './keys/key-store.js';
import { SigningKeysRepository } from './keys/signing-keys.repository.js';
import { ConfigurableModuleClass } from './oauth.options.js';
import { JwtStrategy } from './protected-resource/jwt.strategy.js';

/**
 * One authorization server. Each application registers its own:
 *
 *     OAuthModule.register({ side, issuer, audience, keyEncryptionKey, accessTokenLifetime, neighbours })
 *
 * Two registrations share code and the client table, and nothing else:
 * a token signed by one is refused by the other.
 */
@Module({
  imports: [JwtModule.register({}), ClientsModule],
  controllers: [TokenController, JwksController, MetadataController],
  providers: [
    SigningKeysRepository,
    KeyStore,
    AccessTokenJwt,
    AccessTokens,
    ClientAuthenticator,
    ClientCredentialsGrant,
    Grants,
    JwtStrategy,
  ],
  exports: [ClientsModule, JwtStrategy],
})
export class OAuthModule extends ConfigurableModuleClass {}
