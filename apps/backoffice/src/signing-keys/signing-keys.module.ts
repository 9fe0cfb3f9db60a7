import { Module } from '@nestjs/common';
import { KeyUsageRepository } from './key-usage.repository.js';
import { SigningKeysController } from './signing-keys.controller.js';
import { SigningKeyResources } from './signing-keys.repository.js';

/** Signing keys of both sides. */
@Module({
  controllers: [SigningKeysController],
  providers: [SigningKeyResources, KeyUsageRepository],
})
export class SigningKeysModule {}
