import { Module } from '@nestjs/common';
import { OAuthClientSecretsController } from '../oauth-client-secrets/oauth-client-secrets.controller.js';
import { OAuthClientSecretsRepository } from '../oauth-client-secrets/oauth-client-secrets.repository.js';
import { OAuthClientsController } from './oauth-clients.controller.js';
import { OAuthClientsRepository } from './oauth-clients.repository.js';

/** Clients of both sides, and their secrets. */
@Module({
  controllers: [OAuthClientsController, OAuthClientSecretsController],
  providers: [OAuthClientsRepository, OAuthClientSecretsRepository],
  exports: [OAuthClientsRepository],
})
export class OAuthClientsModule {}
