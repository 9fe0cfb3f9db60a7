import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './applications.js';

/** A folder with the shipped config.yml and ports of its own: what a fresh clone is. */
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

/** What a program finds: its variables, and what is on standard input, which is nothing. */
export type Surroundings = Pick<Installation, 'environment'> & { input?: string };

/** A program of the production build, running. */
export class Command {
  output = '';
  errors = '';
  readonly child: ChildProcess;
  readonly #exit: Promise<unknown[]>;

  constructor({ environment, input }: Surroundings, program: string, ...words: string[]) {
    // Detached: a process group of its own, as a terminal gives to every command.
    this.child = spawn(process.execPath, [resolve(program), ...words], {
      env: environment,
      detached: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    // It need not read all of it.
    this.child.stdin?.on('error', () => {}).end(input);
    this.child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.errors += text));
    this.#exit = once(this.child, 'close');
  }

  /** Resolves when the output has this, with what it matched. */
  async prints(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.output);
      if (found) return found;
      const ended = await Promise.race([
        this.#exit,
        once(this.child.stdout!, 'data').then(() => null),
      ]);
      if (ended && !pattern.test(this.output)) {
        throw new Error(`it has ended: ${this.output}${this.errors}`);
      }
    }
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Ctrl-C: to the whole process group. */
  interrupt(): void {
    process.kill(-this.child.pid!, 'SIGINT');
  }

  /** Its exit code, or the signal that ended it, and all that it printed. */
  async ended(): Promise<{ code: unknown; output: string; errors: string }> {
    const [code, signal] = await this.#exit;
    return { code: code ?? signal, output: this.output, errors: this.errors };
  }
}

/** Runs the command line to its end, in a process of its own, as a terminal does. */
export async function latchkeyProcess(surroundings: Surroundings, ...words: string[]) {
  return new Command(surroundings, 'bin/latchkey.js', ...words).ended();
}
