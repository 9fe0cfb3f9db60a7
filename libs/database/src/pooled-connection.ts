import { Client, type ClientConfig, type QueryConfig } from 'pg';
import { DatabaseUnavailable } from './database-unavailable.js';
import { DeferredStatements } from './deferred-statements.js';
import { DefiniteSession } from './definite-session.js';
import { withName } from './prepared.js';
import { beginStatement, type StatementDurations } from './statement-durations.js';
import { StatementGroup } from './statement-group.js';
import { typeParsers } from './timestamp.js';

type Query = (...parameters: unknown[]) => unknown;

type Done = (error: unknown, answer?: unknown) => void;

interface Settings extends ClientConfig {
  /** True behind a pooler in transaction mode: prepared statements get no name. */
  keepsNoSession?: boolean;
}

/** The answer to a statement that waits for the next one. */
const NO_ANSWER = { command: '', rows: [], rowCount: 0 };

/**
 * A connection that distinguishes an unavailable database from a wrong statement. It sends some
 * statements together with the next one (`DeferredStatements`).
 */
export class PooledConnection extends DefiniteSession {
  /** True while the connection is checked out of the pool. */
  isInUse = false;

  /** Time of the last completed statement, on the clock of `performance.now()`. */
  answeredAtMs = -Infinity;

  /** Time since which a statement waits for its answer, on the same clock; null when none waits. */
  waitingSinceMs: number | null = null;

  /** Durations of the statements of the pool. */
  durations?: StatementDurations;

  readonly #deferred = new DeferredStatements();

  constructor(settings: Settings = {}) {
    super({ types: typeParsers, ...settings });
    const named = settings.keepsNoSession ? nameless : withName;
    // Of the driver's overloads, typeorm uses the promise, and the pool the callback.
    const translated = (statement: unknown, ...parameters: unknown[]) => {
      const [values] = parameters;
      const isPromised = !parameters.some((parameter) => typeof parameter === 'function');
      if (!isPromised) return this.#submit(named(statement, values), ...parameters);
      if (this.#deferred.takes(statement, values)) return Promise.resolve(NO_ANSWER);
      const waiting = this.#deferred.release();
      const leading = waiting.map(({ text, values: own }) => configOf(named(text, own), own));
      const end = this.#begin(statement);
      const sent = this.#sendAfter(leading, named(statement, values), values);
      return sent.then(
        (answer) => this.#answered(answer, end),
        (error) => rethrow(error, end),
      );
    };
    this.query = translated as typeof this.query;
  }

  /** The pool calls it when the connection is returned. */
  released(): void {
    this.isInUse = false;
    this.#deferred.release();
  }

  /**
   * Suppresses error events while the connection is in use; the next statement reports the loss. On
   * the event, typeorm would release the connection in the middle of a transaction and fail with a
   * different error. Before typeorm adds its listener, an event would end the process.
   */
  override emit(event: string | symbol, ...parameters: unknown[]): boolean {
    return event === 'error' && this.isInUse ? true : super.emit(event, ...parameters);
  }

  /**
   * Closes the connection when the driver cannot parse an answer, such as a text of more than 512
   * MiB. The driver parses in an event handler, where an error would end the process.
   */
  ownParserFailures(): void {
    const { stream } = this.connection;
    const [parse] = stream.listeners('data') as [(chunk: Buffer) => void];
    stream.off('data', parse).on('data', (chunk: Buffer) => {
      try {
        parse(chunk);
      } catch (error) {
        const { message } = error as Error;
        stream.destroy(new DatabaseUnavailable(`an answer cannot be read: ${message}`));
      }
    });
  }

  /** Returns what ends the statement. */
  #begin(statement: unknown): (error?: unknown) => void {
    const end = beginStatement(this.durations, statement);
    this.waitingSinceMs = performance.now();
    return (error) => {
      this.waitingSinceMs = null;
      end(error);
    };
  }

  #answered<Answer>(answer: Answer, end: () => void): Answer {
    this.answeredAtMs = performance.now();
    end();
    return answer;
  }

  #sendAfter(
    leading: readonly QueryConfig[],
    statement: unknown,
    values: unknown,
  ): Promise<unknown> {
    // Rows of the driver's promises survive until the next full garbage collection: of a page of 25
    // users, 15 KB of garbage stays in memory, and its collection takes 9 % of the page.
    const alone = () => answerOf((done) => this.#submit(statement, values, done));
    if (leading.length === 0) return alone();
    // A text without values may be several statements, which only the simple protocol accepts.
    if (statement !== 'COMMIT' && !hasValues(values)) {
      return this.#sendTogether(leading.slice(0, -1), leading.at(-1)!).then(alone);
    }
    return this.#sendTogether(leading, configOf(statement, values));
  }

  #sendTogether(leading: readonly QueryConfig[], last: QueryConfig): Promise<unknown> {
    return answerOf((done) => this.#submit(new StatementGroup(leading, last, done)));
  }

  #submit(...parameters: unknown[]): unknown {
    return Reflect.apply(Reflect.get(Client.prototype, 'query') as Query, this, parameters);
  }
}

function answerOf(submit: (done: Done) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    submit((error, answer) => (error ? reject(error) : resolve(answer)));
  });
}

function configOf(statement: unknown, values: unknown): QueryConfig {
  if (typeof statement === 'object') return statement as QueryConfig;
  return { text: statement as string, values: values as unknown[] };
}

function hasValues(values: unknown): boolean {
  return Array.isArray(values) && values.length > 0;
}

/** Removes the statement name: another session lacks it, or has a different statement under it. */
function nameless(statement: unknown): unknown {
  const isNamed = typeof statement === 'object' && statement !== null && 'name' in statement;
  return isNamed ? { ...statement, name: undefined } : statement;
}

/** Throws the error with the stack of the caller, as the driver's promise does. */
function rethrow(error: unknown, end: (error: unknown) => void): never {
  end(error);
  if (error instanceof Error) Error.captureStackTrace(error);
  throw DatabaseUnavailable.orItself(error);
}
