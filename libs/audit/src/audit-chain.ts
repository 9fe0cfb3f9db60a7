import { createHash } from 'node:crypto';

/** A point of the chain: the id of an event and its hash in hexadecimal. */
export interface ChainPoint {
  id: string;
  hash: string;
}

/** Sound, with the count of the events and the last one; or the first fault and where it is. */
export type Verification =
  { sound: true; count: number; head: ChainPoint } | { sound: false; id: string; fault: string };

/** An event as far as the chain goes. Null is only what somebody made of it by hand. */
export interface ChainLink {
  id: string;
  canonical: string;
  previousHash: Buffer | null;
  hash: Buffer | null;
}

/** What the first event follows. */
const BEGINNING: ChainPoint = { id: '0', hash: '00'.repeat(32) };

/**
 * The text that is hashed, as SQL. The trigger has its own words for it, on
 * purpose: a trigger that was changed is found, since the two disagree.
 */
export const CANONICAL_TEXT = `
  jsonb_build_array(
    id, extract(epoch FROM occurred_at)::text,
    actor_type, actor, side, action, subject_type, subject_id,
    before::text, after::text, reason, occurrences, request_id, address
  )::text`;

/** Follows the chain from its beginning and stops at the first fault. */
export class AuditChain {
  #last = BEGINNING;
  #count = 0;
  #metExpected: boolean;

  /** With a point that was noted earlier, nothing up to it can have been rewritten unseen. */
  constructor(private readonly expected?: ChainPoint) {
    this.#metExpected = !expected || isSame(expected, BEGINNING);
  }

  /** The next event in the order of the ids; returns what is wrong with it, or null. */
  follow({ id, canonical, previousHash, hash }: ChainLink): Verification | null {
    const due = BigInt(this.#last.id) + 1n;
    if (BigInt(id) < due) return broken(id, 'it is before the first event');
    if (BigInt(id) > due) return broken(String(due), 'it is missing');
    if (previousHash?.toString('hex') !== this.#last.hash) {
      return broken(id, 'it does not follow the event before: one of the two was rewritten');
    }

    const own = createHash('sha256').update(canonical, 'utf8').update(previousHash).digest('hex');
    if (hash?.toString('hex') !== own) {
      return broken(id, 'it does not have its hash: it was changed');
    }
    this.#last = { id, hash: own };
    this.#count += 1;
    return this.#compareExpected();
  }

  /** After the last event. `head` is where the database says that the chain ends. */
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
    if (this.expected && !this.#metExpected) {
      return broken(this.expected.id, `it is expected, and the chain ends at ${last.id}`);
    }
    return { sound: true, count: this.#count, head: last };
  }

  #compareExpected(): Verification | null {
    if (this.#last.id !== this.expected?.id) return null;
    this.#metExpected = isSame(this.#last, this.expected);
    if (this.#metExpected) return null;
    return broken(this.#last.id, 'it has not the expected hash: it or one before was rewritten');
  }
}

function isSame(one: ChainPoint, other: ChainPoint): boolean {
  return one.id === other.id && one.hash === other.hash;
}

function broken(id: string, fault: string): Verification {
  return { sound: false, id, fault };
}
