import type { QueryConfig } from 'pg';
import { isDeferred } from './prepared.js';

const BEGIN = 'START TRANSACTION';

/**
 * The statements of one connection that wait for the next one, to save their round trips: the start
 * of a transaction, and those marked with `deferred`. A transaction without other statements is
 * never begun.
 */
export class DeferredStatements {
  #waiting: QueryConfig[] = [];
  #isInTransaction = false;

  /** Returns true when the statement waits, or when it is the end of a transaction never begun. */
  takes(text: unknown, values: unknown): boolean {
    if (text === BEGIN) this.#isInTransaction = true;
    if (!this.#isInTransaction || typeof text !== 'string') return false;
    const isEnd = text === 'COMMIT' || text === 'ROLLBACK';
    if (isEnd) this.#isInTransaction = false;
    if (text.startsWith('ROLLBACK')) return this.#forget();
    if (text === 'COMMIT' && this.#waiting.length === 1) return this.#hasBegin && this.#forget();
    if (text !== BEGIN && !text.startsWith('SET TRANSACTION ') && !isDeferred(text)) return false;
    this.#waiting.push({ text, values: (values ?? []) as unknown[] });
    return true;
  }

  /** Returns the statements to send before the next one. They wait no longer. */
  release(): QueryConfig[] {
    return this.#waiting.splice(0);
  }

  /** Returns true when the transaction has not begun. */
  #forget(): boolean {
    return this.release()[0]?.text === BEGIN;
  }

  get #hasBegin(): boolean {
    return this.#waiting[0]?.text === BEGIN;
  }
}
