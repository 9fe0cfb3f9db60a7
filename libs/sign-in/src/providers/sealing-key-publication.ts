import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SealedBox } from '../secrets/sealed-box.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { SealingKeysRepository } from './sealing-keys.repository.js';

/** Publishes the key of this side at the start, so that the back office can seal secrets for it. */
@Injectable()
export class SealingKeyPublication implements OnApplicationBootstrap {
  constructor(
    @Inject(SIGN_IN_SETTINGS)
    private readonly settings: Pick<SignInSettings, 'side' | 'keyEncryptionKeys'>,
    private readonly repository: SealingKeysRepository,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { side, keyEncryptionKeys } = this.settings;
    await this.repository.publish(side, new SealedBox(keyEncryptionKeys).publicKey);
  }
}
