import { Logger } from '@nestjs/common';
import type { Client } from 'pg';
import { findBinaries } from './binaries.js';
import { createCluster, hasCluster, readPassword } from './cluster.js';
import type { ApplicationRole } from '../login.js';
import { locateDirectory, whileLocked } from './data-directory.js';
import { type Passwords, prepareLogins } from './logins.js';
import { Postmaster } from './postmaster.js';
import { serverUrl } from './reach.js';
import { ServerAccount } from './server-account.js';

/**
 * Advisory lock, held shared by every user of the server; the last user can take it exclusively.
 */
const USERS = `hashtextextended('embedded-postgres users', 0)`;

/**
 * One PostgreSQL server for all processes with the same data directory: the first process starts
 * it, and the last one stops it.
 *
 * PostgreSQL itself counts its users, by a lock that ends with the connection of its holder. A
 * killed user is therefore not counted. A server whose users were all killed keeps running until
 * the next user joins and stops it.
 */
export class EmbeddedPostgres {
  private left?: Promise<void>;

  private constructor(
    private readonly directory: string,
    private readonly postmaster: Postmaster,
    private connection: Client,
    /** postgres:// with the superuser's password; valid until this process leaves. */
    readonly url: string,
    private readonly passwords: Passwords,
  ) {
    this.rejoinWhenLost();
  }

  /** Returns postgres:// with the login of an application; valid as long as `url`. */
  urlOf(role: ApplicationRole): string {
    return Object.assign(new URL(this.url), { username: role, password: this.passwords[role] })
      .href;
  }

  /**
   * Joins the running server of the data directory, or starts it. The first start creates the
   * directory.
   */
  static async join(directory: string): Promise<EmbeddedPostgres> {
    const binaries = await findBinaries();
    const path = await locateDirectory(directory);

    return whileLocked(path, async () => {
      const account = await ServerAccount.for(path, binaries.postgres);
      if (!(await hasCluster(path))) {
        new Logger('Database').log(`creating a PostgreSQL database in ${path} …`);
        await createCluster(path, binaries.initdb, account);
      }

      const postmaster = new Postmaster(path, binaries, account);
      const connection = await enter(postmaster);
      const url = serverUrl(await readPassword(path), connection.port);
      try {
        const passwords = await prepareLogins(path, connection, account);
        return new EmbeddedPostgres(path, postmaster, connection, url, passwords);
      } catch (error) {
        await connection.end();
        throw error;
      }
    });
  }

  /** Stops the server when no other process uses it. Idempotent. */
  leave(): Promise<void> {
    this.left ??= whileLocked(this.directory, () => this.stopIfLast());
    return this.left;
  }

  private async stopIfLast(): Promise<void> {
    if (await this.isLast()) await this.postmaster.stop();
  }

  /** True for the last user. After a lost connection, asks again: the server may have recovered. */
  private async isLast(): Promise<boolean> {
    try {
      return await isAlone(this.connection);
    } catch {
      const connection = await this.postmaster.find();
      return connection !== null && isAlone(connection);
    }
  }

  /** Restarts the server after a crash, or after a process that was asleep has stopped it. */
  private rejoinWhenLost(): void {
    const rejoin = async () => {
      if (this.left) return;
      this.connection = await enter(this.postmaster);
      this.rejoinWhenLost();
    };
    this.connection.once('end', () => {
      if (this.left) return;
      whileLocked(this.directory, rejoin).catch((error: Error) =>
        new Logger('Database').error(error.message),
      );
    });
  }
}

async function enter(postmaster: Postmaster): Promise<Client> {
  let connection = await postmaster.find();
  if (!connection) {
    new Logger('Database').log('starting PostgreSQL …');
    connection = await postmaster.start();
  }
  await connection.query(`SELECT pg_advisory_lock_shared(${USERS})`);
  return connection;
}

async function isAlone(connection: Client): Promise<boolean> {
  await connection.query('SELECT pg_advisory_unlock_all()');
  const { rows } = await connection.query<{ alone: boolean }>(
    `SELECT pg_try_advisory_lock(${USERS}) AS alone`,
  );
  await connection.end();
  return rows[0]?.alone ?? false;
}
