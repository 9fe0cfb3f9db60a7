import { setImmediate } from 'node:timers/promises';

/**
 * Milliseconds, a hundred times the usual look-up. The next batch no longer waits for a slower one.
 */
const SLOW_MS = 100;

type Values<Value> = ReadonlyMap<string, Value>;

interface Batch<Value> {
  keys: Set<string>;
  values: Promise<Values<Value>>;
  answer: (values: Promise<Values<Value>>) => void;
}

/**
 * Loads values by key, and batches concurrent look-ups into few statements. While one statement
 * runs, further look-ups wait, and the next statement loads all of them. Under load, the database
 * therefore does less work per look-up.
 */
export class BatchLoader<Value> {
  readonly #waiting: Batch<Value>[] = [];
  #isRunning = false;

  /** `select` returns no entry for missing keys; a statement has at most `maxKeys` keys. */
  constructor(
    private readonly select: (keys: string[]) => Promise<Values<Value>>,
    private readonly maxKeys: number,
  ) {}

  /**
   * Loads the value, no older than this call; undefined if missing. A failure rejects the whole
   * batch.
   */
  async find(key: string): Promise<Value | undefined> {
    let batch = this.#waiting.at(-1);
    if (!batch || batch.keys.size >= this.maxKeys) {
      batch = empty();
      this.#waiting.push(batch);
    }
    batch.keys.add(key);
    void this.#run();
    return (await batch.values).get(key);
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    await setImmediate(); // look-ups of the same turn of the event loop join the batch, too
    for (let batch = this.#waiting.shift(); batch; batch = this.#waiting.shift()) {
      batch.answer(this.#select(batch));
      await settledOrSlow(batch.values);
    }
    this.#isRunning = false;
  }

  /** An exception counts as a rejection: it fails the whole batch, and the next batch runs. */
  async #select({ keys }: Batch<Value>): Promise<Values<Value>> {
    return this.select([...keys]);
  }
}

function empty<Value>(): Batch<Value> {
  let answer!: Batch<Value>['answer'];
  const values = new Promise<Values<Value>>((resolve) => (answer = resolve));
  return { keys: new Set(), values, answer };
}

/** Waits until the look-up ends or is slow. Callers receive errors through their own promise. */
async function settledOrSlow(values: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, SLOW_MS);
    const settled = () => {
      clearTimeout(timer);
      resolve();
    };
    values.then(settled, settled);
  });
}
