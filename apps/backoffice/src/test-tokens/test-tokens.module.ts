import { Module } from '@nestjs/common';
import { OAuthClientsModule } from '../oauth-clients/oauth-clients.module.js';
import { TestTokensController } from './test-tokens.controller.js';
import { TokenEndpoints } from './token-endpoints.js';

/** Tokens with which people try the API. */
@Module({
  imports: [OAuthClientsModule],
  controllers: [TestTokensController],
  providers: [TokenEndpoints],
})
export class TestTokensModule {}
