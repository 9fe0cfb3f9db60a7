import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The path in Debian. */
const NGINX = '/usr/sbin/nginx';

export const hasNginx = existsSync(NGINX);

/** nginx with one file of /etc/nginx/conf.d; all its files are in a directory of the test. */
export class Nginx {
  private constructor(
    private readonly master: ChildProcess,
    readonly url: string,
  ) {}

  /** `configuration` must listen on this port of 127.0.0.1. Resolves when the port accepts. */
  static async start(directory: string, port: number, configuration: string): Promise<Nginx> {
    await mkdir(directory, { recursive: true, mode: 0o755 });
    await writeFile(join(directory, 'latchkey.conf'), configuration);
    await writeFile(join(directory, 'nginx.conf'), MAIN);
    const errorLog = join(directory, 'error.log');
    const master = spawn(
      NGINX,
      ['-p', directory, '-c', join(directory, 'nginx.conf'), '-e', errorLog],
      { stdio: 'ignore' },
    );
    for (let attempt = 0; !(await accepts(port)); attempt += 1) {
      if (attempt === 200 || master.exitCode !== null) {
        throw new Error(await readFile(errorLog, 'utf8'));
      }
      await pause(20);
    }
    return new Nginx(master, `http://127.0.0.1:${port}`);
  }

  async stop(): Promise<void> {
    const ended = once(this.master, 'exit');
    this.master.kill('SIGTERM');
    await ended;
  }
}

const MAIN = `
daemon off;
worker_processes 1;
pid nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  include latchkey.conf;
}
`;

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(() => resolve(true)));
    socket.on('error', () => resolve(false));
  });
}
