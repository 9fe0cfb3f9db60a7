import type { JsonWebKey, KeyObject } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DatabaseUnavailable, Notifications } from '#database';
import { CacheFreshness } from '../caching/cache-freshness.js';
import type { VerificationKey } from '../jws/jws.js';
import type { SigningAlgorithm } from '../jws/signing-algorithm.js';
import { OAuthError } from '../oauth.error.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { AuthenticKeys } from './authentic-keys.js';
import { KeySeals } from './key-seals.js';
import { PrivateKeys } from './private-keys.js';
import { SnapshotRefresher } from '../caching/snapshot-refresher.js';
import { type KeyState, type SigningKey, stateOf, verificationKey } from './signing-key.entity.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

/** What the database sends of a key that is gone. */
const GONE = 'gone ';

/** Milliseconds between two looks for a key that nobody here knows: anybody can name one. */
const LOOK_MS = 1_000;

/** The key that signs. */
export interface ActiveKey {
  kid: string;
  algorithm: SigningAlgorithm;
  privateKey: KeyObject;
}

export interface PublishedKey extends VerificationKey {
  kid: string;
  jwk: JsonWebKey;
}

/** In the order in which they are published. */
const ORDER: readonly KeyState[] = ['active', 'announced', 'retired'];

/**
 * The signing keys of this application, in memory: nobody waits for the database
 * to sign, or to verify. The database tells of each change; one that is gone is
 * forgotten at the word, and all of them are read again.
 */
@Injectable()
export class KeyStore {
  readonly #logger = new Logger('OAuth');
  readonly #privateKeys: PrivateKeys;
  readonly #refresher: SnapshotRefresher;
  #published: ReadonlyMap<string, PublishedKey> = new Map();
  #rows: readonly SigningKey[] = [];
  #active: SigningKey | null = null;
  /** The active key of the side when it is not authentic, and so is ignored here. */
  #foreign: SigningKey | null = null;
  #lookedAtMs = -Infinity;

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
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
   * The newest key that can be opened of those that are to sign.
   *
   * @throws OAuthError `temporarily_unavailable` between the withdrawal of the
   *   only key and the next one, which is made at once
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

  /** Null for a key of another application, for one that never was, and for one that was withdrawn. */
  find(kid: string): VerificationKey | null {
    return this.#published.get(kid) ?? null;
  }

  /** What verifiers may know (RFC 7517 §5): what signs first, then what will, then what did. */
  publish(): readonly PublishedKey[] {
    return [...this.#published.values()];
  }

  /** A key that was retired meanwhile, with which this process signs because it opens no newer one. */
  get signsOn(): SigningKey | null {
    return this.#active?.retiredAt ? this.#active : null;
  }

  /** Ids of what can be used here: to verify, and unless it is retired to sign. */
  get usable(): string[] {
    const usable = this.#rows.filter((row) => row.retiredAt || this.#privateKeys.get(row.kid));
    return usable.map(({ kid }) => kid).toSorted();
  }

  /** Whether nothing can have changed that would not be known here within moments. */
  get isUpToDate(): boolean {
    return this.#refresher.isUpToDate;
  }

  /** Resolves at once as long as memory can be believed. @throws DatabaseUnavailable when it is too old */
  async upToDate(): Promise<void> {
    await this.#refresher.upToDate();
  }

  /** All of them, as of now or later. */
  async load(): Promise<void> {
    await this.#refresher.refresh();
  }

  /**
   * For a key that is not known: another process may have begun with it a moment
   * ago. Who comes while the keys are read anyway waits for that.
   *
   * @throws DatabaseUnavailable when it may exist for all that can be known now
   */
  async lookAgain(): Promise<void> {
    const now = performance.now();
    const isDue = now - this.#lookedAtMs >= LOOK_MS;
    if (isDue) this.#lookedAtMs = now;
    await (isDue ? this.load() : this.#refresher.underWay()).catch(() => {});
    if (!this.isUpToDate)
      throw new DatabaseUnavailable('there may be keys that are not known here');
  }

  /** @throws Error when a key is to sign and the key-encryption keys do not open it */
  requireActiveOpens(): void {
    const active = this.#foreign ?? this.#rows.find((row) => stateOf(row) === 'active');
    if (!active || this.#privateKeys.get(active.kid)) return;
    const { side } = this.options;
    throw new Error(
      `the key-encryption key of the ${side} does not open its signing key ${active.kid}: ` +
        `give ${side}.oauth.keyEncryptionKey the value that it had when the key was made; a key ` +
        `that no server of the ${side} made ends with \`latchkey keys retire ${active.kid} --now\``,
    );
  }

  #notified(payload: string): void {
    const isOfKeys = payload.endsWith('signing_keys') || payload.startsWith(GONE);
    if (!isOfKeys) return;
    if (payload.startsWith(GONE)) this.#forget(payload.slice(GONE.length));
    this.#refresher.changed();
  }

  #forget(gone: string): void {
    this.#take(this.#rows.filter(({ kid }) => kid !== gone));
  }

  async #read(isStale: () => boolean): Promise<void> {
    const { side } = this.options;
    const all = await this.keys.list(side);
    const rows = this.authentic.of(all);
    this.#foreign = all.find((row) => stateOf(row) === 'active' && !rows.includes(row)) ?? null;
    const unopened = this.#privateKeys.lacking(rows);
    if (unopened.length > 0) this.#open(unopened, await this.keys.listSealed(side));
    if (!isStale()) this.#take(rows);
  }

  #open(rows: readonly SigningKey[], sealed: ReadonlyMap<string, Buffer>): void {
    for (const kid of this.#privateKeys.open(rows, sealed)) {
      this.#logger.warn(
        `the key-encryption key of the ${this.options.side} does not open its signing key ${kid}`,
      );
    }
  }

  /** All at once: whoever looks sees those before, or these. */
  #take(rows: readonly SigningKey[]): void {
    const sorted = rows.toSorted((a, b) => ORDER.indexOf(stateOf(a)) - ORDER.indexOf(stateOf(b)));
    const known = this.#published;
    this.#published = new Map(sorted.map((row) => [row.kid, known.get(row.kid) ?? published(row)]));
    this.#rows = rows;
    this.#privateKeys.keep(rows);
    this.#active = this.#privateKeys.newestSigning(rows);
  }
}

/** A key never changes under its id. */
function published(row: SigningKey): PublishedKey {
  const { kid, algorithm, publicJwk } = row;
  return {
    kid,
    ...verificationKey(row),
    jwk: { ...publicJwk, kid, use: 'sig', alg: algorithm },
  };
}
