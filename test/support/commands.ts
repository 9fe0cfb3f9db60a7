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
export interface ProgramOptions {
  environment: Record<string, string>;
  input?: string;
  /** True for a program that a person runs in a terminal: `script` has a pseudo terminal for it. */
  terminal?: boolean;
}

/** A running program of the production build. */
export class Command {
  output = '';
  errors = '';
  readonly child: ChildProcess;
  readonly #exit: Promise<unknown[]>;

  constructor(options: ProgramOptions, program: string, ...words: string[]) {
    const { environment, input, terminal } = options;
    const line = [process.execPath, resolve(program), ...words];
    const [file, ...parameters] = terminal
      ? ['script', '--quiet', '--return', '--command', `exec ${line.join(' ')}`, '/dev/null']
      : line;
    // Detached: a process group of its own, as a terminal gives to every command.
    this.child = spawn(file!, parameters, {
      env: environment,
      detached: true,
      stdio: [input === undefined && !terminal ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    // The program may end before it has read all input.
    this.child.stdin?.on('error', () => {});
    if (!terminal) this.child.stdin?.end(input);
    this.child.stdout!.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.errors += text));
    this.#exit = once(this.child, 'close');
  }

  /** Resolves with the match when the output, standard or errors, contains the pattern. */
  async prints(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.output) ?? pattern.exec(this.errors);
      if (found) return found;
      const ended = await Promise.race([
        this.#exit,
        once(this.child.stdout!, 'data').then(() => null),
        once(this.child.stderr!, 'data').then(() => null),
      ]);
      if (ended && !pattern.test(this.output + this.errors)) {
        throw new Error(`the program has ended: ${this.output}${this.errors}`);
      }
    }
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Presses Ctrl-C in its terminal. */
  pressCtrlC(): void {
    this.child.stdin!.write('\u0003');
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
