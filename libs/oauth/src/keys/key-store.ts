import type { KeyObject } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DatabaseUnavailable, Notifications } from '#database';
import { CacheFreshness } from '../caching/cache-freshness.js';
import type { VerificationKey } from '../jws/jws.js';
import type { SigningAlgorithm } from '../jws/signing-algorithm.js';
import { OAuthError } from '../oauth.error.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { AuthenticKeys } from './authentic-keys.js';
import { KeySeals } from './key-seals.js';
import { PrivateKeys } from './private-keys.js';
import { published, type PublishedKey } from './published-key.js';
import { SnapshotRefresher } from '../caching/snapshot-refresher.js';
import { type KeyState, type SigningKey, stateOf } from './signing-key.entity.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

/** The prefix of a notification that a key is gone; the key id follows. */
const REMOVED = 'gone ';

/** Milliseconds between two reads for unknown key ids, at least: every caller can make up an id. */
const MIN_LOOK_MS = 1_000;

/** The key that signs. */
interface ActiveKey {
  kid: string;
  algorithm: SigningAlgorithm;
  privateKey: KeyObject;
}

/** The order in which keys are published. */
const ORDER: readonly KeyState[] = ['active', 'announced', 'retired'];

/**
 * Caches the signing keys of this application, so that signing and verifying need no database. The
 * database notifies the process of each change, and all keys are read again. A deleted key is
 * dropped at once, before that read.
 */
@Injectable()
export class KeyStore {
  readonly #logger = new Logger('OAuth');
  readonly #privateKeys: PrivateKeys;
  readonly #refresher: SnapshotRefresher;
  #published: ReadonlyMap<string, PublishedKey> = new Map();
  #rows: readonly SigningKey[] = [];
  #active: SigningKey | null = null;
  /** The active key of the side when it is not authentic, and therefore ignored. */
  #inauthentic: SigningKey | null = null;
  #lookedAtMs = -Infinity;

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly keys: SigningKeysRepository,
    private readonly authentic: AuthenticKeys,
    seals: KeySeals,
    notifications: Notifications,
  ) {
    this.#privateKeys = new PrivateKeys(seals.get(options.side));
    const freshness = new CacheFreshness(notifications, options.clientCache.staleFor);
    this.#refresher = new SnapshotRefresher(async (isStale) => this.#read(isStale), freshness);
    notifications.listen(`keys_${options.side}`, {
      notified: (payload) => this.#notified(payload),
      missed: () => this.#refresher.missed(),
    });
  }

  /**
   * Returns the newest activated key that this process can open.
   *
   * @throws OAuthError `temporarily_unavailable` after the withdrawal of the only key, until the
   *   next one, which is made at once
   */
  get active(): ActiveKey {
    const privateKey = this.#active && this.#privateKeys.get(this.#active.kid);
    if (this.#active && privateKey) {
      const { kid, algorithm } = this.#active;
      return { kid, algorithm, privateKey };
    }
    throw new OAuthError('temporarily_unavailable', 'there is no key to sign with: try again', {
      headers: { 'Retry-After': '1' },
    });
  }

  /** Finds a verification key; null for one of the other side, an unknown and a withdrawn one. */
  find(kid: string): VerificationKey | null {
    return this.#published.get(kid) ?? null;
  }

  /** Returns the public keys (RFC 7517 §5): the active one, then announced and retired ones. */
  publish(): readonly PublishedKey[] {
    return [...this.#published.values()];
  }

  /** The retired key with which this process still signs because it opens no newer one, or null. */
  get retiredActive(): SigningKey | null {
    return this.#active?.retiredAt ? this.#active : null;
  }

  /** Ids of the keys that this process can use: to verify and, unless they are retired, to sign. */
  get usable(): string[] {
    const usable = this.#rows.filter((row) => row.retiredAt || this.#privateKeys.get(row.kid));
    return usable.map(({ kid }) => kid).toSorted();
  }

  /** The authentic keys of the side. */
  get rows(): readonly SigningKey[] {
    return this.#rows;
  }

  /** True when the keys are fresh: any later change will be noticed within moments. */
  get isUpToDate(): boolean {
    return this.#refresher.isUpToDate;
  }

  /** Resolves when the keys can be used, at once while fresh. @throws DatabaseUnavailable */
  async upToDate(): Promise<void> {
    await this.#refresher.upToDate();
  }

  /** Reads all keys, in a read that starts after this call. */
  async load(): Promise<void> {
    await this.#refresher.refresh();
  }

  /**
   * Reads the keys again for an unknown key id: another process may just have activated the key.
   * Callers during a running read wait for that read.
   *
   * @throws DatabaseUnavailable when the keys are stale, so the unknown key may exist
   */
  async lookAgain(): Promise<void> {
    const now = performance.now();
    const isDue = now - this.#lookedAtMs >= MIN_LOOK_MS;
    if (isDue) this.#lookedAtMs = now;
    await (isDue ? this.load() : this.#refresher.underWay()).catch(() => {});
    if (!this.isUpToDate)
      throw new DatabaseUnavailable('the signing keys in memory may be out of date');
  }

  /** @throws Error when the key-encryption keys do not open the active key */
  requireActiveOpens(): void {
    const active = this.#inauthentic ?? this.#rows.find((row) => stateOf(row) === 'active');
    if (!active || this.#privateKeys.get(active.kid)) return;
    const { side } = this.options;
    throw new Error(
      `the key-encryption key of the ${side} does not open its signing key ${active.kid}: ` +
        `give ${side}.oauth.keyEncryptionKey the value that it had when the key was made; a key ` +
        `that no server of the ${side} made ends with \`latchkey keys retire ${active.kid} --now\``,
    );
  }

  #notified(payload: string): void {
    const isOfKeys = payload.endsWith('signing_keys') || payload.startsWith(REMOVED);
    if (!isOfKeys) return;
    if (payload.startsWith(REMOVED)) this.#remove(payload.slice(REMOVED.length));
    this.#refresher.changed();
  }

  #remove(removed: string): void {
    this.#replace(this.#rows.filter(({ kid }) => kid !== removed));
  }

  async #read(isStale: () => boolean): Promise<void> {
    const { side } = this.options;
    const all = await this.keys.list(side);
    const rows = this.authentic.of(all);
    this.#inauthentic = all.find((row) => stateOf(row) === 'active' && !rows.includes(row)) ?? null;
    const toOpen = this.#privateKeys.toOpen(rows);
    if (toOpen.length > 0) this.#open(toOpen, await this.keys.listSealed(side));
    if (!isStale()) this.#replace(rows);
  }

  #open(rows: readonly SigningKey[], sealed: ReadonlyMap<string, Buffer>): void {
    for (const kid of this.#privateKeys.open(rows, sealed)) {
      this.#logger.warn(
        `the key-encryption key of the ${this.options.side} does not open its signing key ${kid}: ` +
          'this process cannot sign with it; give all processes the same key-encryption key',
      );
    }
  }

  /** Replaces all keys at once, so that every reader sees either the old or the new keys. */
  #replace(rows: readonly SigningKey[]): void {
    const sorted = rows.toSorted((a, b) => ORDER.indexOf(stateOf(a)) - ORDER.indexOf(stateOf(b)));
    const known = this.#published;
    this.#published = new Map(sorted.map((row) => [row.kid, known.get(row.kid) ?? published(row)]));
    this.#rows = rows;
    this.#privateKeys.keep(rows);
    this.#active = this.#privateKeys.newestSigning(rows);
  }
}
