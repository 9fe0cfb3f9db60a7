import { createHash } from 'node:crypto';

/** A point of the chain: the id of an event and its hash in hexadecimal. */
export interface ChainPoint {
  id: string;
  hash: string;
}

/**
 * The result of a verification. For an intact chain: the number of events, the number of erased
 * events, the point before the first event and the last point. Otherwise: the first problem and the
 * event that has it.
 */
export type Verification =
  | { sound: true; count: number; erased: number; start: ChainPoint; head: ChainPoint }
  | { sound: false; id: string; problem: string };

/** The hashed texts of an event, see `CHAIN_TEXTS`. */
export interface ChainTexts {
  id: string;
  canonical: string;
  details: string | null;
}

/** The columns of an event that the chain covers. Only a manual change can make a hash null. */
export interface ChainLink extends ChainTexts {
  previousHash: Buffer | null;
  hash: Buffer | null;
  detailsHash: Buffer | null;
}

/**
 * Points and digests with which a chain is compared. Members that are left out are not compared.
 */
interface Evidence {
  /** The point before the first event. */
  start?: ChainPoint;

  /** A point that was noted earlier. It detects rewritten events up to this point. */
  expected?: ChainPoint;

  /** Hashes that were noted earlier, by the id of the event. */
  noted?: ReadonlyMap<string, string>;

  /** Digests of the events after their erasure, by the id of the event. */
  erasures?: ReadonlyMap<string, string>;
}

/** The point before the first event of a complete trail. */
export const BEGINNING: ChainPoint = { id: '0', hash: '00'.repeat(32) };

const CHANGED = 'it was changed and no longer matches its hash';

/** Verifies the chain event by event, from its start to the first problem. */
export class AuditChain {
  readonly #start: ChainPoint;
  readonly #expected: ChainPoint | undefined;
  readonly #noted: ReadonlyMap<string, string>;
  readonly #erasures: ReadonlyMap<string, string>;
  #last: ChainPoint;
  #count = 0;
  #erased = 0;

  constructor({ start = BEGINNING, expected, noted = new Map(), erasures = new Map() }: Evidence) {
    this.#start = start;
    this.#last = start;
    this.#expected = expected;
    this.#noted = noted;
    this.#erasures = erasures;
  }

  /**
   * Checks the next event in the order of the ids. Returns its problem, or null if it is intact.
   */
  follow(link: ChainLink): Verification | null {
    const { id, previousHash, hash } = link;
    const nextId = BigInt(this.#last.id) + 1n;
    if (BigInt(id) < nextId) return broken(id, 'it is before the first event');
    if (BigInt(id) > nextId) return broken(String(nextId), 'it is missing');
    if (previousHash?.toString('hex') !== this.#last.hash) {
      return broken(id, 'it does not follow the event before: one of the two was rewritten');
    }
    const problem = this.#problemOf(link, previousHash);
    if (problem !== null || hash === null) return broken(id, problem ?? CHANGED);
    this.#last = { id, hash: hash.toString('hex') };
    this.#count += 1;
    return this.#compareExpected();
  }

  /**
   * Call this after the last event. `head` is the end of the chain as the database has stored it.
   */
  end(head: ChainPoint | null): Verification {
    const last = this.#last;
    if (!head) return broken(last.id, 'the head of the chain is missing');
    if (BigInt(head.id) > BigInt(last.id)) {
      return broken(String(BigInt(last.id) + 1n), `it is missing: the head is at ${head.id}`);
    }
    if (BigInt(head.id) < BigInt(last.id)) {
      return broken(String(BigInt(head.id) + 1n), 'it is beyond the head of the chain');
    }
    if (head.hash !== last.hash) return broken(last.id, 'the head has another hash');
    const lost = [...this.#noted.keys()].find((id) => BigInt(id) > BigInt(last.id));
    if (lost !== undefined) {
      return broken(
        lost,
        `an earlier verification noted it, and it is missing: the chain ends at ${last.id}`,
      );
    }
    const expected = this.#expected;
    if (expected && BigInt(expected.id) > BigInt(last.id)) {
      return broken(expected.id, `it is missing: the chain ends at ${last.id}`);
    }
    if (expected?.id === this.#start.id && expected.hash !== this.#start.hash) {
      return broken(expected.id, 'the trail begins after it, with another hash than expected');
    }
    const [count, erased, start] = [this.#count, this.#erased, this.#start];
    return { sound: true, count, erased, start, head: last };
  }

  /**
   * Returns the problem of an event, or null. The hash of an erased event of a version without
   * salts cannot be recomputed.
   */
  #problemOf(link: ChainLink, previousHash: Buffer): string | null {
    const { id, canonical, details, detailsHash, hash } = link;
    const erasureDigest = this.#erasures.get(id);
    if (erasureDigest === undefined || detailsHash !== null) {
      if (hash?.toString('hex') !== sha256(canonical, previousHash)) return CHANGED;
    }
    if (erasureDigest !== undefined) {
      this.#erased += 1;
      return digestOf(link) === erasureDigest ? null : 'it was changed after its erasure';
    }
    if (detailsHash === null) return null;
    return detailsHash.toString('hex') === sha256(details ?? '') ? null : CHANGED;
  }

  #compareExpected(): Verification | null {
    const { id, hash } = this.#last;
    const noted = this.#noted.get(id);
    if (noted !== undefined && noted !== hash) {
      return broken(
        id,
        'it has not the hash that an earlier verification noted: it or one before was rewritten',
      );
    }
    if (id !== this.#expected?.id || hash === this.#expected.hash) return null;
    return broken(id, 'it has not the expected hash: it or one before was rewritten');
  }
}

/**
 * Returns the digest of an event in its current state. An erasure records that of each erased
 * event.
 */
export function digestOf({ canonical, details }: ChainTexts): string {
  return sha256(JSON.stringify([canonical, details]));
}

function sha256(text: string, after?: Buffer): string {
  const hash = createHash('sha256').update(text, 'utf8');
  return (after ? hash.update(after) : hash).digest('hex');
}

function broken(id: string, problem: string): Verification {
  return { sound: false, id, problem };
}
