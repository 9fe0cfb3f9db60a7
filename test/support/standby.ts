import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './applications.js';
import { POSTGRESQL_15, Postgresql15, run, startPostgresql15 } from './postgresql-15.js';

/** A streaming standby of a PostgreSQL 15 server, with the same logins. */
export class Standby {
  private constructor(
    private readonly primary: Postgresql15,
    private readonly place: { data: string; port: number; log: string },
    private server: ChildProcess,
  ) {}

  static async of(primary: Postgresql15): Promise<Standby> {
    const log = join(primary.directory, 'standby');
    const data = join(log, 'data');
    await mkdir(log);
    const copy = ['--write-recovery-conf', '--checkpoint=fast', `--dbname=${primary.superuserUrl}`];
    await promisify(execFile)(join(POSTGRESQL_15, 'pg_basebackup'), [`--pgdata=${data}`, ...copy]);
    await primary.account.ownAll(data);
    const place = { data, port: await freePort(), log };
    return new Standby(primary, place, await startPostgresql15(primary.account, place));
  }

  /** The URL without a login. */
  get url(): string {
    return `postgres://127.0.0.1:${this.place.port}/latchkey`;
  }

  /** Stops the replay: from now on, the standby shows the content that it has. */
  async pause(): Promise<void> {
    await this.#run('SELECT pg_wal_replay_pause()');
    const isPaused = async () => {
      const [row] = await this.#run('SELECT pg_get_wal_replay_pause_state() AS state');
      return row?.state === 'paused';
    };
    while (!(await isPaused()));
  }

  async resume(): Promise<void> {
    await this.#run('SELECT pg_wal_replay_resume()');
  }

  async promote(): Promise<void> {
    await this.#run('SELECT pg_promote()');
  }

  /** Ends the server at once, without a goodbye to its clients. */
  async kill(): Promise<void> {
    await this.#end('SIGQUIT');
  }

  async restart(): Promise<void> {
    this.server = await startPostgresql15(this.primary.account, this.place);
  }

  /** Stops the server. Its data are in the directory of the primary. */
  async stop(): Promise<void> {
    if (this.server.exitCode === null) await this.#end('SIGINT');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const ended = once(this.server, 'exit');
    process.kill(this.server.pid!, signal);
    await ended;
  }

  async #run(sql: string): Promise<Record<string, unknown>[]> {
    const login = { username: 'postgres', password: 'x' };
    return run(Object.assign(new URL(this.url), login).href, sql);
  }
}
