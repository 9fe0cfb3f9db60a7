import { setImmediate } from 'node:timers/promises';
import DataLoader from 'dataloader';

/**
 * Milliseconds, a hundred times the usual look-up. The next batch no longer waits for a slower one.
 */
const SLOW_MS = 100;

/** Loads the values of the keys; returns no entry for a missing key. */
type Select<Key, Value> = (keys: Key[]) => Promise<ReadonlyMap<Key, Value>>;

/**
 * Loads values by key, and batches concurrent look-ups into few statements. While one statement
 * runs, further look-ups wait, and the next statement loads all of them. Under load, the database
 * therefore does less work per look-up.
 */
export class BatchLoader<Key, Value> {
  readonly #loader: DataLoader<Key, Value | undefined>;
  #running: Promise<unknown> = Promise.resolve();

  /** A statement has at most `maxKeys` keys. After `slowMs`, the next one starts beside it. */
  constructor(
    private readonly select: Select<Key, Value>,
    maxKeys: number,
    private readonly slowMs = SLOW_MS,
  ) {
    let turn: Promise<unknown> = Promise.resolve();
    this.#loader = new DataLoader(async (keys) => this.#load(keys), {
      cache: false, // a value must not be older than the look-up
      maxBatchSize: maxKeys,
      batchScheduleFn: (dispatch) => {
        // Look-ups of the same turn of the event loop join the batch, too.
        turn = Promise.all([turn, setImmediate()]).then(async () => {
          dispatch();
          await this.#settledOrSlow(this.#running);
        });
      },
    });
  }

  /**
   * Loads the value, no older than this call; undefined if missing. A failure rejects the whole
   * batch.
   */
  async find(key: Key): Promise<Value | undefined> {
    return this.#loader.load(key);
  }

  async #load(keys: readonly Key[]): Promise<(Value | undefined)[]> {
    const values = this.select([...new Set(keys)]);
    this.#running = values;
    const found = await values;
    return keys.map((key) => found.get(key));
  }

  /** Waits until the look-up ends or is slow. Callers receive errors through their own promise. */
  async #settledOrSlow(values: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.slowMs);
      const settled = () => {
        clearTimeout(timer);
        resolve();
      };
      values.then(settled, settled);
    });
  }
}
