import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A `database-user` program, running. */
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

  /** The URL, once the process is connected. */
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

  /** Lets it end by itself. */
  async leave(): Promise<unknown> {
    this.child.stdin?.end();
    return this.ended();
  }

  async kill(): Promise<unknown> {
    this.child.kill('SIGKILL');
    return this.ended();
  }

  /** Ctrl-C: to the whole process group. */
  async interrupt(): Promise<unknown> {
    process.kill(-this.child.pid!, 'SIGINT');
    return this.ended();
  }

  async terminate(): Promise<unknown> {
    this.child.kill('SIGTERM');
    return this.ended();
  }

  /** Its exit code, or the signal that ended it. */
  async ended(): Promise<unknown> {
    const [code, signal] = await this.exit;
    return code ?? signal;
  }
}
