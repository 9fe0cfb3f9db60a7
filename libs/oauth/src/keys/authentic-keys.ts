import { Inject, Injectable, Logger } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { type Actor, AuditLog } from '#audit';
import type { Transaction } from '#database';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { isAdoptable } from './adoption.js';
import { keyEvent, type SigningKey } from './signing-key.entity.js';
import { KeySeals } from './key-seals.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

const SYSTEM: Actor = { type: 'system', name: 'upgrade' };

/** Separates and reports the rows that were written without the key-encryption key. */
@Injectable()
export class AuthenticKeys {
  readonly #logger = new Logger('OAuth');
  readonly #ignored: Gauge;
  #reported: ReadonlySet<string> = new Set();

  #isAdopted = false;

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly keys: SigningKeysRepository,
    private readonly seals: KeySeals,
    private readonly audit: AuditLog,
  ) {
    this.#ignored = new Gauge({
      name: 'latchkey_ignored_signing_keys',
      help: 'Signing keys in the database that are not authentic, and so are ignored.',
      registers: [options.metrics],
    });
  }

  /**
   * Authenticates keys that are older than the authentication of rows, each of them once. Other
   * rows without a code are reported from then on.
   */
  async adopt(): Promise<void> {
    const { side } = this.options;
    if ((await this.#adoptable()).length > 0) {
      await this.keys.locked(side, async (transaction) => this.#adoptAll(transaction));
    }
    this.#isAdopted = true;
  }

  /** Returns the authentic keys. Each other key is reported once, until it is gone. */
  of(rows: readonly SigningKey[]): SigningKey[] {
    if (this.#isAdopted) this.#reportAll(rows.filter(({ isAuthentic }) => !isAuthentic));
    return rows.filter(({ isAuthentic }) => isAuthentic);
  }

  async #adoptAll(transaction: Transaction): Promise<void> {
    const rows = await this.#adoptable(transaction);
    for (const row of rows) {
      await this.keys.write(Object.assign(row, { isAuthentic: true }), transaction);
    }
    const reason = 'the key-encryption key opens its private half';
    const events = rows.map((row) => keyEvent('key.authenticated', row, { actor: SYSTEM, reason }));
    await this.audit.record(events, transaction);
  }

  async #adoptable(transaction?: Transaction): Promise<SigningKey[]> {
    const { side } = this.options;
    const rows = await this.keys.list(side, transaction);
    const old = rows.filter(({ authentication }) => authentication === null);
    if (old.length === 0) return [];
    const sealed = await this.keys.listSealed(side, transaction);
    return old.filter((row) => isAdoptable(row, sealed.get(row.kid), this.seals.get(side)));
  }

  #reportAll(ignored: readonly SigningKey[]): void {
    for (const { kid } of ignored) if (!this.#reported.has(kid)) this.#report(kid);
    this.#reported = new Set(ignored.map(({ kid }) => kid));
    this.#ignored.set(ignored.length);
  }

  #report(kid: string): void {
    const { side } = this.options;
    this.#logger.error(
      `the signing key ${kid} of the ${side} is not authentic and is ignored: it was written ` +
        `without ${side}.oauth.keyEncryptionKey of this process; if other processes of the ${side} ` +
        'use the key, give this one their key-encryption key; if none does, find out who can write ' +
        'to the database, and end the key with `latchkey keys retire <kid> --now`',
    );
  }
}
