import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A running `database-user` program. */
export class UserProcess {
  output = '';
  private readonly child: ChildProcess;
  private readonly exit: Promise<unknown[]>;

  constructor(program: string, ...parameters: string[]) {
    // Detached: a process group of its own, as a terminal gives to every command.
    this.child = spawn(process.execPath, [program, ...parameters], { detached: true });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.exit = once(this.child, 'close');
  }

  /** Resolves with the database URL when the process is connected. */
  async connected(): Promise<string> {
    for (;;) {
      const [url] = /^postgres:.*(?=\n)/m.exec(this.output) ?? [];
      if (url) return url;
      const ended = await Promise.race([
        this.exit,
        once(this.child.stdout!, 'data').then(() => null),
      ]);
      if (ended) throw new Error(`the process has ended: ${this.output}`);
    }
  }

  /** Closes its input, so that the process ends by itself. */
  async leave(): Promise<unknown> {
    this.child.stdin?.end();
    return this.ended();
  }

  async kill(): Promise<unknown> {
    this.child.kill('SIGKILL');
    return this.ended();
  }

  /** Sends SIGINT to the whole process group, like Ctrl-C. */
  async interrupt(): Promise<unknown> {
    process.kill(-this.child.pid!, 'SIGINT');
    return this.ended();
  }

  async terminate(): Promise<unknown> {
    this.child.kill('SIGTERM');
    return this.ended();
  }

  /** Resolves with the exit code, or the signal that ended the process. */
  async ended(): Promise<unknown> {
    const [code, signal] = await this.exit;
    return code ?? signal;
  }
}
