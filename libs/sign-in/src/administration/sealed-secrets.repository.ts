import type { DataSource } from 'typeorm';
import type { Side } from '#oauth';
import { outboxLabel } from '../secrets/outbox-label.js';
import type { Keys } from '../secrets/opener.js';
import { providerLabel } from '../secrets/provider-label.js';
import { Seal } from '../secrets/seal.js';
import { SealedBox } from '../secrets/sealed-box.js';
import { totpLabel } from '../secrets/totp-label.js';

/** Rows that one statement reads. */
const PAGE = 500;

interface Row {
  id: string;
  sealed: Buffer;
}

/** A column of sealed secrets. */
interface SealedColumn {
  table: string;
  column: string;
  id: string;
  /** Comes before every id. */
  first: string;
  labelOf: (side: string, id: string) => string;
  sealOf: (keys: Keys) => Seal | SealedBox;
  /** Names the secret of a row. */
  name: string;
}

const COLUMNS: readonly SealedColumn[] = [
  {
    table: 'totp_secrets',
    column: 'sealed_secret',
    id: 'person_id',
    first: '0',
    labelOf: totpLabel,
    sealOf: (keys) => new Seal(keys),
    name: 'the secret of the authenticator app of person',
  },
  {
    table: 'notify_outbox',
    column: 'sealed',
    id: 'id',
    first: '00000000-0000-0000-0000-000000000000',
    labelOf: outboxLabel,
    sealOf: (keys) => new Seal(keys),
    name: 'the message',
  },
  {
    table: 'identity_providers',
    column: 'sealed_secret',
    id: 'issuer',
    first: '',
    labelOf: providerLabel,
    sealOf: (keys) => new SealedBox(keys),
    name: 'the secret for the identity provider',
  },
];

/** The sealed secrets of people and of identity providers of both sides, for the owner of the tables. */
export class SealedSecretsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Seals the secrets of authenticator apps and of identity providers, and messages that wait for
   * their receiver, with the current key-encryption key, except those that are already. Returns their
   * number, and reports it after each one. A secret that is replaced meanwhile has the current key.
   *
   * @throws Error when no key-encryption key opens one of them
   */
  async reseal(
    side: Side,
    keys: Keys,
    report: (resealed: number) => void = () => {},
  ): Promise<number> {
    let count = 0;
    for (const column of COLUMNS) {
      const seal = column.sealOf(keys);
      for (let rows = await this.#after(side, column, column.first); rows.length > 0;) {
        for (const row of rows) {
          if (await this.#resealOne(side, { seal, column, row })) report((count += 1));
        }
        rows = await this.#after(side, column, rows.at(-1)!.id);
      }
    }
    return count;
  }

  async #after(side: Side, { table, column, id }: SealedColumn, last: string): Promise<Row[]> {
    return this.dataSource.query<Row[]>(
      `SELECT ${id}::text AS id, ${column} AS sealed FROM ${table}
       WHERE side = $1 AND ${id} > $2 AND ${column} IS NOT NULL ORDER BY ${id} LIMIT ${PAGE}`,
      [side, last],
    );
  }

  async #resealOne(
    side: Side,
    { seal, column, row }: { seal: Seal | SealedBox; column: SealedColumn; row: Row },
  ): Promise<boolean> {
    const label = column.labelOf(side, row.id);
    if (seal.isCurrent(row.sealed, label)) return false;
    const secret = seal.open(row.sealed, label);
    if (secret === null) {
      throw new Error(
        `neither ${side}.oauth.keyEncryptionKey nor previousKeyEncryptionKey opens ` +
          `${column.name} ${row.id}`,
      );
    }
    await this.dataSource.query(
      `UPDATE ${column.table} SET ${column.column} = $4
       WHERE side = $1 AND ${column.id} = $2 AND ${column.column} = $3`,
      [side, row.id, row.sealed, seal.seal(secret, label)],
    );
    return true;
  }
}
