import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deleteExpired, type ExpiringTable, type Transaction } from '#database';
import type { Side } from '#oauth';
import { endUnusedLinks } from '../people/end-unused-links.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

export type LinkPurpose = 'invitation' | 'recovery';

/** A one-time link that can be used. */
export interface Link {
  personId: string;
  purpose: LinkPurpose;
}

const VALID = 'token_hash = $1 AND side = $2 AND used_at IS NULL AND expires_at > now()';

const LINKS: ExpiringTable = { table: 'sign_in_links', key: ['token_hash'] };

/** Stores one-time links by the hash of their secret. */
@Injectable()
export class LinksRepository {
  readonly #side: Side;

  constructor(
    @Inject(SIGN_IN_SETTINGS) { side }: Pick<SignInSettings, 'side'>,
    private readonly dataSource: DataSource,
  ) {
    this.#side = side;
  }

  async find(tokenHash: Buffer): Promise<Link | null> {
    const [link] = await this.dataSource.query<Link[]>(
      `SELECT person_id::text AS "personId", purpose FROM sign_in_links WHERE ${VALID}`,
      [tokenHash, this.#side],
    );
    return link ?? null;
  }

  /** Stores a link that is valid for `lifetime` seconds, and returns its end. */
  async insert(
    tokenHash: Buffer,
    { personId, purpose, lifetime }: Link & { lifetime: number },
    transaction: Transaction,
  ): Promise<Date> {
    const expiresAt = new Date(Date.now() + lifetime * 1000);
    await transaction.query(
      `INSERT INTO sign_in_links (token_hash, side, person_id, purpose, expires_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [tokenHash, this.#side, personId, purpose, expiresAt],
    );
    return expiresAt;
  }

  /** Ends the links of a person that were not used. */
  async endUnused(personId: string, transaction: Transaction): Promise<void> {
    await endUnusedLinks({ side: this.#side, personId }, transaction);
  }

  /**
   * Uses a link. Returns null when it was used before: of several simultaneous calls one gets the link.
   */
  async use(tokenHash: Buffer, transaction: Transaction): Promise<Link | null> {
    const [rows] = await transaction.query<[Link[]]>(
      `UPDATE sign_in_links SET used_at = now() WHERE ${VALID}
       RETURNING person_id::text AS "personId", purpose`,
      [tokenHash, this.#side],
    );
    return rows[0] ?? null;
  }

  /** Deletes links that have expired. */
  async purge(): Promise<void> {
    await deleteExpired(this.dataSource, LINKS, this.#side);
  }
}
