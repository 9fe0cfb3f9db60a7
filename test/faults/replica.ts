import { setTimeout as pause } from 'node:timers/promises';
import type { Side } from '#oauth';
import { freePort } from '../support/applications.js';
import { Command } from '../support/commands.js';
import { request } from '../support/requests.js';

const START_MS = 60_000;
const PROBE_PAUSE_MS = 10;

/** Lines that Node.js prints about an uncaught exception. */
const LAST_LINES = 40;

/** One process of a side from the production build, always on the same port. */
export class Replica {
  /** Everything that its processes have written. */
  output = '';
  #process?: Command;

  private constructor(
    private readonly environment: Record<string, string>,
    readonly side: Side,
    private readonly ports: { own: number; management: number },
  ) {}

  static async on(
    environment: Record<string, string>,
    side: Side = 'backoffice',
  ): Promise<Replica> {
    return new Replica(environment, side, { own: await freePort(), management: await freePort() });
  }

  get port(): number {
    return this.ports.own;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the process. Resolves when it is ready. */
  async start(): Promise<void> {
    const name = this.side.toUpperCase();
    const environment = {
      ...this.environment,
      [`${name}_PORT`]: String(this.port),
      [`${name}_MANAGEMENT_PORT`]: String(this.ports.management),
    };
    this.#process = new Command({ environment }, `dist/apps/${this.side}/src/main.js`);
    const { stdout, stderr } = this.#process.child;
    for (const stream of [stdout!, stderr!]) {
      stream.on('data', (text: string) => (this.output += text));
    }
    for (const deadline = Date.now() + START_MS; Date.now() < deadline;) {
      if (await this.isReady()) return;
      if (this.exitOutput() !== null) break;
      await pause(PROBE_PAUSE_MS);
    }
    throw new Error(`the replica does not start: ${this.output}`);
  }

  async isReady(): Promise<boolean> {
    const url = `http://127.0.0.1:${this.ports.management}/health/ready`;
    return request(url).then(
      ({ status }) => status === 200,
      () => false,
    );
  }

  /** Returns its output besides the log when it has ended by itself; else null. */
  exitOutput(): string | null {
    const { exitCode = null, signalCode = null } = this.#process?.child ?? {};
    if (exitCode === null && signalCode === null) return null;
    const lines = this.output.split('\n').filter((line) => !line.startsWith('{"level"'));
    return lines.slice(-LAST_LINES).join('\n');
  }

  /** Ends the process with SIGTERM. Resolves when it has ended. */
  async stop(): Promise<void> {
    const code = await this.#end('SIGTERM');
    if (code !== 0)
      throw new Error(`a replica ended on SIGTERM with code ${String(code)}: ${this.output}`);
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
