import type { DataSource } from 'typeorm';
import type { Side } from '#oauth';
import { Seal } from '../secrets/seal.js';
import { totpLabel } from '../secrets/totp-label.js';

/** Rows that one statement reads. */
const PAGE = 500;

interface Row {
  personId: string;
  sealed: Buffer;
}

/** The sealed secrets of the people of both sides, for the owner of the tables. */
export class SealedSecretsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Seals the secrets of authenticator apps with the current key-encryption key, except those that
   * are already. Returns their number. An app that a person replaces meanwhile has the current key.
   *
   * @throws Error when no key-encryption key opens one of them
   */
  async reseal(side: Side, keys: ConstructorParameters<typeof Seal>[0]): Promise<number> {
    const seal = new Seal(keys);
    let count = 0;
    for (let rows = await this.#after(side, '0'); rows.length > 0;) {
      for (const row of rows) if (await this.#resealOne(side, seal, row)) count += 1;
      rows = await this.#after(side, rows.at(-1)!.personId);
    }
    return count;
  }

  async #after(side: Side, personId: string): Promise<Row[]> {
    return this.dataSource.query<Row[]>(
      `SELECT person_id::text AS "personId", sealed_secret AS sealed FROM totp_secrets
       WHERE side = $1 AND person_id > $2 AND sealed_secret IS NOT NULL
       ORDER BY person_id LIMIT ${PAGE}`,
      [side, personId],
    );
  }

  async #resealOne(side: Side, seal: Seal, { personId, sealed }: Row): Promise<boolean> {
    const label = totpLabel(side, personId);
    if (seal.isCurrent(sealed, label)) return false;
    const secret = seal.open(sealed, label);
    if (secret === null) {
      throw new Error(
        `neither ${side}.oauth.keyEncryptionKey nor previousKeyEncryptionKey opens the secret of ` +
          `the authenticator app of person ${personId}`,
      );
    }
    await this.dataSource.query(
      `UPDATE totp_secrets SET sealed_secret = $4
       WHERE side = $1 AND person_id = $2 AND sealed_secret = $3`,
      [side, personId, sealed, seal.seal(secret, label)],
    );
    return true;
  }
}
