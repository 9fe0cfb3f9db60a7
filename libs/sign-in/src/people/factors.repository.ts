import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#database';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** Stores authentication factors of one kind, of the people of this side. */
@Injectable()
export abstract class FactorsRepository {
  constructor(
    @Inject(SIGN_IN_SETTINGS) protected readonly settings: Pick<SignInSettings, 'side'>,
    protected readonly dataSource: DataSource,
  ) {}

  async inTransaction<Result>(work: (transaction: Transaction) => Promise<Result>) {
    return this.dataSource.transaction(work);
  }
}
