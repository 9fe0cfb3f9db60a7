/**
 * Ends a call after a time, or when the signal of the caller does. `AbortSignal.any` would do the
 * same, and keep memory for each call as long as the signal of the caller lives (Node.js 20).
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: ReturnType<typeof setTimeout>;

  constructor(
    ms: number,
    private readonly outer?: AbortSignal | null,
  ) {
    const message = `no answer within ${ms} ms`;
    this.#timer = setTimeout(
      () => this.#controller.abort(new DOMException(message, 'TimeoutError')),
      ms,
    );
    if (outer?.aborted) this.#end();
    else outer?.addEventListener('abort', this.#end);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Call it when the call is done. */
  clear(): void {
    clearTimeout(this.#timer);
    this.outer?.removeEventListener('abort', this.#end);
  }

  readonly #end = (): void => this.#controller.abort(this.outer?.reason);
}

/** Waits for a promise that others wait for as well. Only this caller stops waiting on abort. */
export async function waitFor<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const end = () => reject(signal.reason as Error);
    signal.addEventListener('abort', end);
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}

export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  try {
    await waitFor(passed, signal);
  } finally {
    clearTimeout(timer);
  }
}
