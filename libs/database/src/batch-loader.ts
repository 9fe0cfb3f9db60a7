import { setImmediate } from 'node:timers/promises';

/** A hundred times what a look-up takes: one that takes longer holds up nobody but those who asked in it. */
const SLOW_MS = 100;

type Values<Value> = ReadonlyMap<string, Value>;

interface Batch<Value> {
  keys: Set<string>;
  values: Promise<Values<Value>>;
  answer: (values: Promise<Values<Value>>) => void;
}

/**
 * Look-ups that many ask for at once, each for one key, in few statements: one is
 * under way, what is asked for meanwhile waits, and goes together. So the busier the
 * database is, the less it has to do for each.
 */
export class BatchLoader<Value> {
  readonly #waiting: Batch<Value>[] = [];
  #isRunning = false;

  /** `select` leaves out the keys that there are none of; `most` keys of one statement. */
  constructor(
    private readonly select: (keys: string[]) => Promise<Values<Value>>,
    private readonly most: number,
  ) {}

  /** As it is after this call. Undefined when there is none; a failure is that of all who asked together. */
  async find(key: string): Promise<Value | undefined> {
    let batch = this.#waiting.at(-1);
    if (!batch || batch.keys.size >= this.most) {
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
    await setImmediate(); // those who ask in the same turn of the event loop go together, too
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

/** How it has ended is for those who asked. */
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
