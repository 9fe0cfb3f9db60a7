import { Module } from '@nestjs/common';
import { RevokedTokensController } from './revoked-tokens.controller.js';
import { RevokedTokenResources } from './revoked-tokens.repository.js';

/** Revoked tokens of both sides. */
@Module({
  controllers: [RevokedTokensController],
  providers: [RevokedTokenResources],
})
export class RevokedTokensModule {}
