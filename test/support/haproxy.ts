import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Where Debian has it. */
const HAPROXY = '/usr/sbin/haproxy';

export const hasHaproxy = existsSync(HAPROXY);

/** HAProxy with a configuration of ours, in the foreground. */
export class Haproxy {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  /** `configuration` listens on the port of 127.0.0.1; resolves when that answers. */
  static async start(directory: string, port: number, configuration: string): Promise<Haproxy> {
    const path = join(directory, 'haproxy.cfg');
    await writeFile(path, `${configuration}\n`); // it refuses a last line without an end
    const child = spawn(HAPROXY, ['-db', '-f', path], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part: Buffer) => (output += part.toString()));
    }
    const url = `http://127.0.0.1:${port}`;
    for (let attempt = 0; !(await answers(url)); attempt += 1) {
      if (attempt === 200 || child.exitCode !== null) throw new Error(output);
      await pause(20);
    }
    return new Haproxy(child, url);
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    async (response) => response.text().then(() => true),
    () => false,
  );
}
