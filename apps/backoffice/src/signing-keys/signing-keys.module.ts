import { Module } from '@nestjs/common';
import { SigningKeysController } from './signing-keys.controller.js';
import { SigningKeyResources } from './signing-keys.repository.js';

/** Signing keys of both sides. */
@Module({
  controllers: [SigningKeysController],
  providers: [SigningKeyResources],
})
export class SigningKeysModule {}
