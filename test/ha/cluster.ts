import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { fillInEtcd, fillInPatroni } from './example-files.js';
import { Machine } from './machine.js';
import { Network } from './network.js';

const HEALTHY_MS = 120_000;
const PROBE_PAUSE_MS = 200;
const ANSWER_MS = 2_000;
const SWITCH_MS = 60_000;

/** A member as Patroni reports it. */
interface Member {
  name: string;
  role: string;
  state: string;
  timeline?: number;
}

/** Three machines with a replicated PostgreSQL. */
export class Cluster {
  private constructor(
    /** The machines of the database. */
    readonly machines: readonly Machine[],
    readonly etcd: readonly Machine[],
    readonly network: Network,
  ) {}

  /** Resolves when the primary has a synchronous standby and another one. */
  static async start(directory: string): Promise<Cluster> {
    const [etcdFiles, files] = [await fillInEtcd(directory), await fillInPatroni(directory)];
    const network = await Network.create([...etcdFiles, ...files]);
    const etcd = await Promise.all(etcdFiles.map(async (each) => Machine.create(each)));
    const machines = await Promise.all(files.map(async (each) => Machine.create(each)));
    for (const machine of [...etcd, ...machines]) await machine.start();
    const cluster = new Cluster(machines, etcd, network);
    await cluster.untilHealthy();
    return cluster;
  }

  machine(name: string): Machine {
    return this.machines.find((machine) => machine.name === name)!;
  }

  /** Returns the machine with the primary. */
  async primary(): Promise<Machine> {
    return this.#inRole('leader');
  }

  /** Returns the machine with the synchronous standby. */
  async synchronousStandby(): Promise<Machine> {
    return this.#inRole('sync_standby');
  }

  /** Resolves when machines other than this one have the primary and its synchronous standby. */
  async untilReplaced(former: Machine): Promise<void> {
    await this.#until(`${former.name} is not replaced`, async () => {
      const reports = await this.#reports();
      return reports.some((members) => {
        const names = ['leader', 'sync_standby'].map((wanted) => find(members, wanted)?.name);
        return names.every((name) => name !== undefined && name !== former.name);
      });
    });
  }

  /**
   * Resolves when the primary streams to both other machines, and confirms no commit without one of
   * them. The primary itself says so, because the reports of Patroni may be old.
   */
  async untilHealthy(): Promise<void> {
    await this.#until('the primary has not two standbys, one of them synchronous', async () => {
      const reports = await this.#reports();
      if (reports.length < this.machines.length || !reports.every(isComplete)) return false;
      const primaries = new Set(reports.map((members) => nameOf(members, 'leader')));
      return primaries.size === 1 && this.#isReplicating(this.machine([...primaries][0]!));
    });
  }

  /** Moves the primary to the synchronous standby, as an operator does. */
  async switchOver(): Promise<void> {
    const [from, to] = [await this.primary(), await this.synchronousStandby()];
    const [, configuration] = from.command;
    const words = ['-c', configuration!, 'switchover', '--force'];
    await promisify(execFile)(
      'patronictl',
      [...words, '--leader', from.name, '--candidate', to.name],
      {
        env: { ...process.env, ...from.variables, LC_ALL: 'C.UTF-8' },
        timeout: SWITCH_MS,
      },
    );
  }

  /** The login of the superuser of PostgreSQL. */
  get superuser(): { user: string; password: string } {
    const { PATRONI_SUPERUSER_USERNAME, PATRONI_SUPERUSER_PASSWORD } = this.machines[0]!.variables;
    return { user: PATRONI_SUPERUSER_USERNAME!, password: PATRONI_SUPERUSER_PASSWORD! };
  }

  /** Returns how often former primaries have dropped changes of their own that no standby has. */
  async rewinds(): Promise<number> {
    const logs = await Promise.all(this.machines.map(async (machine) => machine.log()));
    return logs.join('').split('running pg_rewind from dbname').length - 1;
  }

  async #isReplicating(primary: Machine): Promise<boolean> {
    const client = new Client({
      host: primary.address,
      ...this.superuser,
      database: 'postgres',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
    });
    client.on('error', () => {}); // the machine may vanish
    try {
      await client.connect();
      const { rows } = await client.query<{ sync_state: string }>(
        `SELECT sync_state FROM pg_stat_replication
         WHERE state = 'streaming' AND current_setting('synchronous_commit') = 'on'`,
      );
      return rows.length === 2 && rows.some(({ sync_state: state }) => state === 'sync');
    } finally {
      await client.end().catch(() => {});
    }
  }

  async #inRole(role: string): Promise<Machine> {
    const [report = []] = await this.#reports();
    return this.machine(nameOf(report, role));
  }

  /** Returns the members as each machine that answers reports them. */
  async #reports(): Promise<Member[][]> {
    const reports = await Promise.all(
      this.machines
        .map(async ({ address }) => {
          const signal = AbortSignal.timeout(ANSWER_MS);
          const answer = await fetch(`http://${address}:8008/cluster`, { signal });
          return ((await answer.json()) as { members: Member[] }).members;
        })
        .map(async (report) => report.catch(() => [])),
    );
    return reports.filter((members) => members.length > 0);
  }

  async #until(problem: string, isSo: () => Promise<boolean>): Promise<void> {
    for (
      const deadline = Date.now() + HEALTHY_MS;
      Date.now() < deadline;
      await pause(PROBE_PAUSE_MS)
    ) {
      if (await isSo().catch(() => false)) return;
    }
    const logs = await Promise.all(this.machines.map(async (machine) => machine.lastLines()));
    throw new Error(`${problem}: ${JSON.stringify(await this.#reports())}\n${logs.join('\n\n')}`);
  }
}

/** True for the report of a primary with a synchronous standby and another one. */
function isComplete(members: readonly Member[]): boolean {
  const roles = members.map(({ role }) => role).toSorted();
  return (
    roles.join() === 'leader,replica,sync_standby' &&
    new Set(members.map(({ timeline }) => timeline)).size === 1 &&
    members.every(({ state }) => ['running', 'streaming'].includes(state))
  );
}

function find(members: readonly Member[], wanted: string): Member | undefined {
  return members.find(({ role }) => role === wanted);
}

function nameOf(members: readonly Member[], wanted: string): string {
  const found = find(members, wanted);
  if (!found) throw new Error(`no member is ${wanted}: ${JSON.stringify(members)}`);
  return found.name;
}
