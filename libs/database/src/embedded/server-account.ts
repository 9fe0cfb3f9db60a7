import { type ChildProcess, execFile, spawn, type SpawnOptions } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chown, lchown, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { programFailure } from './binaries.js';

interface User {
  uid: number;
  gid: number;
}

/**
 * Options of setpriv that let the user enter closed folders, and nothing else that root may. Not
 * the weaker `dac_read_search`: containers usually have `dac_override` and lack that one. The
 * secure bit makes access(2), with which PostgreSQL looks for its programs, respect the capability
 * too.
 */
const PASS = [
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
  '--securebits=+no_setuid_fixup',
];

/**
 * Environment of the server: no PG… variable of the caller, fixed message language and time zone.
 */
const ENVIRONMENT = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * The operating-system user that PostgreSQL runs as: the caller, unless the caller is root, because
 * PostgreSQL refuses to run as root. For root it is the owner of the data. When the owner is root
 * or `nobody`, or there are no data yet, it is a user id without other uses.
 */
export class ServerAccount {
  private constructor(
    private readonly user: User | null,
    private readonly passes: boolean,
  ) {}

  static async for(directory: string, program: string): Promise<ServerAccount> {
    if (process.geteuid?.() !== 0) return new ServerAccount(null, false);

    const owner = await stat(directory).catch(() => null);
    const user = owner && !(await isShared(owner.uid)) ? owner : await ownUser();
    const reaches = (await mayReach(user, directory)) && (await mayReach(user, program));
    return new ServerAccount({ uid: user.uid, gid: user.gid }, !reaches);
  }

  /** Starts the server in its own session, so that Ctrl-C in the terminal does not reach it. */
  start(program: string, parameters: string[], log: number): Promise<ChildProcess> {
    return this.spawn(program, parameters, { detached: true, stdio: ['ignore', log, log] });
  }

  /** Runs a program until it exits. */
  async run(program: string, parameters: string[]): Promise<void> {
    const child = await this.spawn(program, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
    let output = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));

    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw programFailure(program, output);
  }

  /**
   * Runs initdb, which needs a user with a name; the user of the server has none. initdb runs as
   * `nobody`, in a folder that is closed to other processes of `nobody`. The capability to enter
   * the folder also keeps these processes from reading its memory.
   */
  async initialize(program: string, parameters: string[], data: string): Promise<void> {
    if (!this.user) return this.run(program, parameters);
    const user = await nobody();
    await chown(data, user.uid, user.gid);
    await new ServerAccount(user, true).run(program, parameters);
    await this.ownAll(data);
  }

  /** Makes the server own one file or folder. */
  async own(path: string): Promise<void> {
    if (this.user) await chown(path, this.user.uid, this.user.gid);
  }

  /** Makes the server own a directory that root has copied or restored. */
  async ownAll(directory: string): Promise<void> {
    if (!this.user || (await stat(directory)).uid === this.user.uid) return;

    const { uid, gid } = this.user;
    for (const name of await readdir(directory, { recursive: true })) {
      await lchown(join(directory, name), uid, gid);
    }
    // Last, because the owner of the directory marks that the rest is done.
    await chown(directory, uid, gid);
  }

  private async spawn(
    program: string,
    parameters: string[],
    options: SpawnOptions,
  ): Promise<ChildProcess> {
    const [command, rest]: [string, string[]] = this.passes
      ? ['setpriv', [...this.setprivOptions(), '--', program, ...parameters]]
      : [program, parameters];
    try {
      const child = spawn(command, rest, {
        ...options,
        ...(this.passes ? null : this.user), // setpriv changes the user itself
        cwd: '/',
        env: ENVIRONMENT,
      });
      await once(child, 'spawn');
      return child;
    } catch (error) {
      throw programFailure(program, (error as Error).message);
    }
  }

  private setprivOptions(): string[] {
    return [`--reuid=${this.user?.uid}`, `--regid=${this.user?.gid}`, '--clear-groups', ...PASS];
  }
}

/**
 * User ids that no system gives to people, packages or services (reserved by Debian Policy
 * 9.2.2), and that most containers map.
 */
const FIRST_ID = 30_000;
const LAST_ID = 59_999;

/** Ids to try. A machine has some dozens of users, so the first one is usually free. */
const ATTEMPTS = 20;

async function nobody(): Promise<User> {
  return { uid: await idOf('nobody'), gid: await idOf('nobody', '-g') };
}

/** True for root and `nobody`, which other services run as. Earlier versions used `nobody`. */
async function isShared(uid: number): Promise<boolean> {
  return uid === 0 || uid === (await idOf('nobody').catch(() => -1));
}

/**
 * Finds an unused user id, because its processes can read the data and the superuser's password.
 */
async function ownUser(): Promise<User> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const id = randomInt(FIRST_ID, LAST_ID + 1);
    if ((await isUnknown(id)) && !(await hasProcesses(id))) return { uid: id, gid: id };
  }
  throw new Error(`no user id from ${FIRST_ID} to ${LAST_ID} is free for PostgreSQL`);
}

async function isUnknown(id: number): Promise<boolean> {
  return idOf(String(id)).then(
    () => false,
    () => true,
  );
}

async function hasProcesses(uid: number): Promise<boolean> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const owners = await Promise.all(pids.map(async (pid) => stat(`/proc/${pid}`).catch(() => null)));
  return owners.some((owner) => owner?.uid === uid);
}

async function idOf(name: string, option = '-u'): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [option, name]);
  return Number(stdout);
}

/** True when the user may enter every folder above the path. */
async function mayReach({ uid, gid }: User, path: string): Promise<boolean> {
  const folder = dirname(path);
  const { mode, ...owner } = await stat(folder);
  const execute = owner.uid === uid ? 0o100 : owner.gid === gid ? 0o010 : 0o001;
  if ((mode & execute) === 0) return false;
  return folder === dirname(folder) || mayReach({ uid, gid }, folder);
}
