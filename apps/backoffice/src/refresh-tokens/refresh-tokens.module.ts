import { Module } from '@nestjs/common';
import { ConsentsController } from '../consents/consents.controller.js';
import { ConsentResources } from '../consents/consents.repository.js';
import { RefreshTokensController } from './refresh-tokens.controller.js';
import { RefreshTokenResources } from './refresh-tokens.repository.js';

/** Refresh tokens and consents, by which applications have access for people. */
@Module({
  controllers: [RefreshTokensController, ConsentsController],
  providers: [RefreshTokenResources, ConsentResources],
})
export class RefreshTokensModule {}
