/** Repeats work for as long as a process runs. A run starts when the one before has ended. */
export class PeriodicTask {
  #timer?: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();

  /** `work` never rejects, because it knows what its failures mean. */
  constructor(
    private readonly intervalMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  start(): void {
    this.#timer = setInterval(() => void this.run(), this.intervalMs).unref();
  }

  async run(): Promise<void> {
    this.#running = this.#running.then(this.work);
    return this.#running;
  }

  /** Waits for the work that is under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }
}
