import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The path in Debian. */
const HAPROXY = '/usr/sbin/haproxy';

export const hasHaproxy = existsSync(HAPROXY);

/** HAProxy in the foreground, with the configuration of a test. */
export class Haproxy {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
  ) {}

  /**
   * `configuration` must listen on this port of 127.0.0.1. Resolves when the port answers: by default
   * over HTTP.
   */
  static async start(
    directory: string,
    port: number,
    configuration: string,
    answers: (url: string) => Promise<boolean> = answersHttp,
  ): Promise<Haproxy> {
    const path = join(directory, 'haproxy.cfg');
    await writeFile(path, `${configuration}\n`); // HAProxy rejects a last line without a line break
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

async function answersHttp(url: string): Promise<boolean> {
  return fetch(url, { redirect: 'manual' }).then(
    async (response) => response.text().then(() => true),
    () => false,
  );
}
