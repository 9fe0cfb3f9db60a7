import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database';
import { hashRecoveryCode, makeRecoveryCode, RECOVERY_CODES } from '../secrets/recovery-code.js';
import { RecoveryCodesRepository } from './recovery-codes.repository.js';

/**
 * Recovery codes: each replaces the code of an authenticator app once, for people who have lost it.
 * There is no limit on attempts, because 80 random bits cannot be guessed.
 */
@Injectable()
export class RecoveryCodes {
  constructor(private readonly codes: RecoveryCodesRepository) {}

  /** Replaces the codes of a person. Returns the new ones, which are shown once. */
  async replace(personId: string, transaction: Transaction): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, makeRecoveryCode);
    const hashes = codes.map((code) => hashRecoveryCode(code)!);
    await this.codes.replace(personId, hashes, transaction);
    return codes;
  }

  /** Uses up a code. Returns false for a wrong or used one. */
  async use(personId: string, code: string): Promise<boolean> {
    const hash = hashRecoveryCode(code);
    return hash !== null && this.codes.use(personId, hash);
  }

  /** Counts the codes that are not used. */
  async countOf(personId: string): Promise<number> {
    return this.codes.countOf(personId);
  }

  async remove(personId: string, transaction: Transaction): Promise<void> {
    await this.codes.remove(personId, transaction);
  }
}
