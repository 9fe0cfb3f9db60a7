import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deleteExpired, type ExpiringTable } from '#database';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/**
 * Minutes to complete a transaction: to touch an authenticator, or to sign in at a provider and
 * answer its questions.
 */
const LIFETIME = `interval '10 minutes'`;

const TRANSACTIONS: ExpiringTable = { table: 'sign_in_transactions', key: ['side', 'token_hash'] };

/** A part of a sign-in that another party does: an authenticator or an identity provider. */
export interface Transaction {
  kind: 'passkey' | 'new-passkey' | 'provider';

  /** The person who adds a passkey or an identity; null when the transaction finds out who it is. */
  personId: string | null;

  /** The provider at which the transaction is. */
  providerId: string | null;

  /** The one-time link that is used up at the end. */
  linkHash: Buffer | null;

  /** The path at which the browser continues; empty when it has not left the page. */
  returnTo: string;

  /** Unix seconds. */
  beganAt: number;
}

/** Stores transactions of this side by the SHA-256 of their secret. Each can be taken once. */
@Injectable()
export class TransactionsRepository {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: Pick<SignInSettings, 'side'>,
    private readonly dataSource: DataSource,
  ) {}

  async insert(
    tokenHash: Buffer,
    {
      kind,
      personId,
      providerId,
      linkHash,
      returnTo,
    }: Partial<Omit<Transaction, 'beganAt'>> & Pick<Transaction, 'kind'>,
  ): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO sign_in_transactions (side, token_hash, kind, person_id, provider_id, link_hash,
         return_to, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now() + ${LIFETIME})`,
      [
        this.settings.side,
        tokenHash,
        kind,
        personId ?? null,
        providerId ?? null,
        linkHash ?? null,
        returnTo ?? '',
      ],
    );
  }

  /**
   * Takes a transaction out of the table. Null when it has expired or was taken before; of several
   * simultaneous calls exactly one gets it.
   */
  async take(tokenHash: Buffer, kind: Transaction['kind']): Promise<Transaction | null> {
    const [rows] = await this.dataSource.query<[Transaction[]]>(
      `DELETE FROM sign_in_transactions
       WHERE side = $1 AND token_hash = $2 AND kind = $3 AND expires_at > now()
       RETURNING kind, person_id::text AS "personId", provider_id::text AS "providerId",
         link_hash AS "linkHash", return_to AS "returnTo",
         floor(extract(epoch FROM expires_at - ${LIFETIME}))::integer AS "beganAt"`,
      [this.settings.side, tokenHash, kind],
    );
    return rows[0] ?? null;
  }

  /** Deletes expired transactions. */
  async purge(): Promise<void> {
    await deleteExpired(this.dataSource, TRANSACTIONS, this.settings.side);
  }
}
