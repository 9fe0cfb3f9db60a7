import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './applications.js';

/** A folder with the shipped config.yml and its own ports, like a fresh clone. */
export interface Installation {
  directory: string;
  environment: Record<string, string>;
  remove(): Promise<void>;
}

export async function createInstallation(): Promise<Installation> {
  const directory = await mkdtemp(join(tmpdir(), 'latchkey-'));
  await copyFile('config.yml', join(directory, 'config.yml'));
  return {
    directory,
    environment: {
      PATH: process.env.PATH ?? '',
      LATCHKEY_CONFIG: join(directory, 'config.yml'),
      BACKOFFICE_PORT: String(await freePort()),
      BACKOFFICE_MANAGEMENT_PORT: String(await freePort()),
      STOREFRONT_PORT: String(await freePort()),
      STOREFRONT_MANAGEMENT_PORT: String(await freePort()),
    },
    remove: async () => rm(directory, { recursive: true, force: true }),
  };
}

/** The environment variables and the standard input of a program; by default no input. */
export type ProgramOptions = Pick<Installation, 'environment'> & { input?: string };

/** A running program of the production build. */
export class Command {
  output = '';
  errors = '';
  readonly child: ChildProcess;
  readonly #exit: Promise<unknown[]>;

  constructor({ environment, input }: ProgramOptions, program: string, ...words: string[]) {
    // Detached: a process group of its own, as a terminal gives to every command.
    this.child = spawn(process.execPath, [resolve(program), ...words], {
      env: environment,
      detached: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    // The program may end before it has read all input.
    this.child.stdin?.on('error', () => {}).end(input);
    this.child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.errors += text));
    this.#exit = once(this.child, 'close');
  }

  /** Resolves with the match when the output contains the pattern. */
  async prints(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.output);
      if (found) return found;
      const ended = await Promise.race([
        this.#exit,
        once(this.child.stdout!, 'data').then(() => null),
      ]);
      if (ended && !pattern.test(this.output)) {
        throw new Error(`the program has ended: ${this.output}${this.errors}`);
      }
    }
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Sends SIGINT to the whole process group, like Ctrl-C. */
  interrupt(): void {
    process.kill(-this.child.pid!, 'SIGINT');
  }

  /** Resolves with the exit code, or the signal that ended the program, and all its output. */
  async ended(): Promise<{ code: unknown; output: string; errors: string }> {
    const [code, signal] = await this.#exit;
    return { code: code ?? signal, output: this.output, errors: this.errors };
  }
}

/** Runs one `latchkey` command in its own process, as a terminal does. */
export async function latchkeyProcess(options: ProgramOptions, ...words: string[]) {
  return new Command(options, 'bin/latchkey.js', ...words).ended();
}
