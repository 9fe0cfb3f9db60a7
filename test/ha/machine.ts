import { execFile, spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { MachineFiles } from './example-files.js';
import { processesOf } from './network.js';

/** The user of Debian's packages, who must own the data. */
const AS_POSTGRES = ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'];

const PROBE_PAUSE_MS = 50;
const END_MS = 30_000;

/** Lines of a log that a failed test shows. */
const LAST_LINES = 15;

/** A machine with one program, and the processes that the program starts. */
export class Machine {
  private constructor(private readonly files: MachineFiles) {}

  /** Makes the folder. Starts nothing. */
  static async create(files: MachineFiles): Promise<Machine> {
    await mkdir(files.directory);
    await promisify(execFile)('chown', ['postgres:', files.directory]);
    return new Machine(files);
  }

  get name(): string {
    return this.files.name;
  }

  get address(): string {
    return this.files.address;
  }

  get command(): readonly string[] {
    return this.files.command;
  }

  get variables(): Readonly<Record<string, string>> {
    return this.files.variables;
  }

  async start(): Promise<void> {
    const log = await open(this.#path('log'), 'a');
    try {
      const words = ['netns', 'exec', this.name, ...AS_POSTGRES, ...this.command];
      spawn('/usr/sbin/ip', words, {
        env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', ...this.variables },
        stdio: ['ignore', log.fd, log.fd],
        detached: true, // Ctrl-C is for the tests, which end all processes
      });
    } finally {
      await log.close();
    }
  }

  /** Kills all processes at once, like a power failure. */
  async kill(): Promise<void> {
    for (const deadline = Date.now() + END_MS; Date.now() < deadline; await pause(PROBE_PAUSE_MS)) {
      const pids = await processesOf(this.name);
      if (pids.length === 0) return;
      for (const pid of pids) send(pid, 'SIGKILL');
    }
    throw new Error(`processes of the machine ${this.name} do not end`);
  }

  /** Kills the processes of PostgreSQL. Patroni goes on. */
  async killPostgres(): Promise<void> {
    const [line] = (await readFile(this.#path('data/postmaster.pid'), 'utf8')).split('\n');
    const postmaster = Number(line);
    process.kill(postmaster, 'SIGSTOP'); // it would start new processes
    const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
    for (const pid of [...children.split(' ').filter(Boolean).map(Number), postmaster]) {
      send(pid, 'SIGKILL');
    }
  }

  /** Suspends all processes, as with a virtual machine that moves. */
  async pause(): Promise<void> {
    const stopped = new Set<number>();
    for (let isComplete = false; !isComplete;) {
      const running = (await processesOf(this.name)).filter((pid) => !stopped.has(pid));
      for (const pid of running) send(pid, 'SIGSTOP');
      for (const pid of running) stopped.add(pid);
      isComplete = running.length === 0;
    }
  }

  async resume(): Promise<void> {
    for (const pid of await processesOf(this.name)) send(pid, 'SIGCONT');
  }

  /** Returns the output of the program so far. */
  async log(): Promise<string> {
    return readFile(this.#path('log'), 'utf8');
  }

  /** Returns the last lines of the output. */
  async lastLines(): Promise<string> {
    const lines = (await this.log()).trimEnd().split('\n');
    return [`${this.name}:`, ...lines.slice(-LAST_LINES)].join('\n');
  }

  #path(name: string): string {
    return join(this.files.directory, name);
  }
}

/** Sends a signal to a process that may have ended meanwhile. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
