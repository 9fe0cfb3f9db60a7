import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#database';
import type { ChainPoint, Verification } from './audit-chain.js';
import type { Verifier } from './audit-verification.entity.js';

/** Noted heads with which a verification compares the chain, the newest ones. */
const HEADS = 10_000;

/** The first key of the advisory lock of checks, any unused number. */
const CHECK_LOCK = 7_518;

/** An outcome to record. */
export interface Outcome {
  actor: { type: Verifier; name: string };
  complete: boolean;

  /** Id of the event before the first one that was verified. */
  after: string;
  verification: Verification;
}

/** The outcome of a recorded verification. */
export interface RecordedOutcome {
  at: Date;
  by: string;
  sound: boolean;
  eventId: string;
  problem: string | null;
}

/** The state of the chain, which is known without reading it. */
export interface ChainState {
  /** The last sealed event; null in an empty trail. */
  head: (ChainPoint & { at: Date }) | null;

  /** The newest outcomes: of any verification, of a sound one, and of a sound and complete one. */
  last: RecordedOutcome | null;
  sound: RecordedOutcome | null;
  complete: RecordedOutcome | null;
}

/** Reads and adds outcomes of verifications. */
@Injectable()
export class AuditVerificationsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(
    { actor, complete, after, verification }: Outcome,
    transaction: Transaction = this.dataSource.manager,
  ): Promise<void> {
    const { sound } = verification;
    const found = sound
      ? { event: verification.head.id, hash: verification.head.hash, problem: null }
      : { event: verification.id, hash: null, problem: verification.problem };
    await transaction.query(
      `INSERT INTO audit_verifications
         (actor_type, actor, complete, sound, after_id, event_id, hash, problem)
       VALUES ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8)`,
      [actor.type, actor.name, complete, sound, after, found.event, found.hash, found.problem],
    );
  }

  /** Returns the hashes of noted heads, in hexadecimal, by the id of the event. */
  async heads(transaction: Transaction): Promise<Map<string, string>> {
    const rows = await transaction.query<{ event_id: string; hash: string }[]>(
      `SELECT event_id, encode(hash, 'hex') AS hash FROM audit_verifications WHERE sound
       ORDER BY verified_at DESC, id DESC LIMIT ${HEADS}`,
    );
    return new Map(rows.map(({ event_id: id, hash }) => [id, hash]));
  }

  /** Returns the newest noted head. */
  async newestHead(transaction: Transaction): Promise<ChainPoint | null> {
    const [head] = await transaction.query<ChainPoint[]>(
      `SELECT event_id AS id, encode(hash, 'hex') AS hash FROM audit_verifications WHERE sound
       ORDER BY event_id::bigint DESC, id DESC LIMIT 1`,
    );
    return head ?? null;
  }

  /** Returns the last event of the chain, as a login reads it that has no right on its head. */
  async lastEvent(transaction: Transaction): Promise<(ChainPoint & { at: Date }) | null> {
    const [event] = await transaction.query<(ChainPoint & { at: Date })[]>(
      `SELECT id, encode(hash, 'hex') AS hash, occurred_at AS at FROM audit_events
       ORDER BY id DESC LIMIT 1`,
    );
    return event ?? null;
  }

  async state(): Promise<ChainState> {
    const { manager } = this.dataSource;
    const newest = async (condition: string) => {
      const [row] = await manager.query<RecordedOutcome[]>(
        `SELECT verified_at AS at, actor_type || ':' || actor AS by, sound, event_id AS "eventId",
           problem
         FROM audit_verifications WHERE ${condition} ORDER BY verified_at DESC, id DESC LIMIT 1`,
      );
      return row ?? null;
    };
    return {
      head: await this.lastEvent(manager),
      last: await newest('true'),
      sound: await newest('sound'),
      complete: await newest('sound AND complete'),
    };
  }

  /**
   * Runs work in a snapshot, unless another process runs it; returns null then. In the snapshot an
   * erasure does not look like a change.
   */
  async alone<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result | null> {
    return this.dataSource.transaction('REPEATABLE READ', async (transaction) => {
      const [row] = await transaction.query<[{ isAlone: boolean }]>(
        `SELECT pg_try_advisory_xact_lock(${CHECK_LOCK}) AS "isAlone"`,
      );
      return row.isAlone ? work(transaction) : null;
    });
  }
}
