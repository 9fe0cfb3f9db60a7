import { Module } from '@nestjs/common';
import { IdentityProvidersController } from './identity-providers.controller.js';
import { IdentityProviderResources } from './identity-providers.repository.js';

/** Identity providers of both sides. */
@Module({
  controllers: [IdentityProvidersController],
  providers: [IdentityProviderResources],
})
export class IdentityProvidersModule {}
