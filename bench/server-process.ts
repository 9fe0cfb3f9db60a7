import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { type Cores, pinned } from './cores.js';
import { cpuSeconds, type Memory, memory } from './process-statistics.js';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

/** Milliseconds between two attempts to get a first answer. */
const PAUSE_MS = 5;

export interface ServerCommand {
  name: string;
  /** The program and its arguments. */
  args: readonly string[];
  environment: Record<string, string>;
  port: number;
}

/** The process of one contestant, on its own core. */
export class ServerProcess {
  readonly name: string;
  readonly url: string;
  /** Milliseconds from the start to the first answer. */
  startTimeMs = 0;
  readonly #child: ChildProcess;
  #errors = '';

  private constructor(command: ServerCommand, cores: Cores | null) {
    this.name = command.name;
    this.url = `http://127.0.0.1:${command.port}`;
    const [program, args] = pinned(cores?.server, [process.execPath, ...command.args]);
    this.#child = spawn(program, args, {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...command.environment },
      // The server writes its log as in production, but to /dev/null.
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child.stderr!.on('data', (text: Buffer) => {
      this.#errors = `${this.#errors}${text.toString()}`.slice(-2000);
    });
  }

  /** Returns when `isAnswering` no longer throws. */
  static async start(
    command: ServerCommand,
    cores: Cores | null,
    isAnswering: (url: string) => Promise<unknown>,
  ): Promise<ServerProcess> {
    const begin = performance.now();
    const server = new ServerProcess(command, cores);
    for (;;) {
      try {
        await isAnswering(server.url);
        server.startTimeMs = performance.now() - begin;
        return server;
      } catch (error) {
        if (server.#child.exitCode === null && performance.now() - begin < START_TIMEOUT_MS) {
          await pause(PAUSE_MS);
          continue;
        }
        await server.stop();
        throw new Error(`${server.name} does not start:\n${server.#errors}`, { cause: error });
      }
    }
  }

  cpuSeconds(): number {
    return cpuSeconds(this.#child.pid!);
  }

  memory(): Memory {
    return memory(this.#child.pid!);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }
}
