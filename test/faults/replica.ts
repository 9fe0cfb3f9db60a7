import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../support/applications.js';
import { Command } from '../support/commands.js';
import { request } from '../support/requests.js';

const START_MS = 60_000;
const PROBE_PAUSE_MS = 10;

/** As long is what Node.js says of an error that nobody has caught. */
const LAST_LINES = 40;

/** One process of the back office, as it is deployed: the production build, always on one port. */
export class Replica {
  /** All that its processes have written. */
  said = '';
  #process?: Command;

  private constructor(
    private readonly environment: Record<string, string>,
    readonly port: number,
    private readonly managementPort: number,
  ) {}

  static async on(environment: Record<string, string>): Promise<Replica> {
    return new Replica(environment, await freePort(), await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it is ready. */
  async start(): Promise<void> {
    const environment = {
      ...this.environment,
      BACKOFFICE_PORT: String(this.port),
      BACKOFFICE_MANAGEMENT_PORT: String(this.managementPort),
    };
    this.#process = new Command({ environment }, 'dist/apps/backoffice/src/main.js');
    const { stdout, stderr } = this.#process.child;
    for (const stream of [stdout!, stderr!]) {
      stream.on('data', (text: string) => (this.said += text));
    }
    const ready = `http://127.0.0.1:${this.managementPort}/health/ready`;
    for (const deadline = Date.now() + START_MS; Date.now() < deadline;) {
      const answer = await request(ready).catch(() => null);
      if (answer?.status === 200) return;
      if (this.lastWords() !== null) break;
      await pause(PROBE_PAUSE_MS);
    }
    throw new Error(`the replica does not start: ${this.said}`);
  }

  /** What it has written beside its log, when it has ended though nobody has ended it; else null. */
  lastWords(): string | null {
    const { exitCode = null, signalCode = null } = this.#process?.child ?? {};
    if (exitCode === null && signalCode === null) return null;
    const lines = this.said.split('\n').filter((line) => !line.startsWith('{"level"'));
    return lines.slice(-LAST_LINES).join('\n');
  }

  /** With SIGTERM; resolves when it has ended. */
  async stop(): Promise<void> {
    const code = await this.#end('SIGTERM');
    if (code !== 0) throw new Error(`SIGTERM ends a replica with ${String(code)}: ${this.said}`);
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<unknown> {
    const running = this.#process;
    if (!running) return 0;
    running.signal(signal);
    const { code } = await running.ended();
    this.#process = undefined;
    return code;
  }
}
