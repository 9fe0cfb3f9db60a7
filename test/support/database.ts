import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { inject } from 'vitest';
import type { Side } from '#oauth';
import { databaseUrl } from './database-url.js';

export interface TestDatabase {
  /** The URL with the login of the owner of the tables. */
  url: string;
  /** Returns the URL with the login of an application. */
  urlOf(side: Side): string;
  /**
   * Runs SQL as the owner of the tables. Before a statement that reads `audit_events`, the events
   * that are committed so far are sealed, so a test finds the event of an act at once.
   */
  query(sql: string, parameters?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Seals all committed audit events. */
  seal(): Promise<void>;
  /** Allows or forbids new connections; `false` also ends the existing ones. */
  allowConnections(allowed: boolean): Promise<void>;
  drop(): Promise<void>;
}

/** Creates a migrated, empty database. */
export async function createDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = await new DataSource({ type: 'postgres', url: serverUrl }).initialize();
  // The other strategy, which writes the copy to the log as well, takes twice as long.
  const template = inject('templateDatabase');
  await server.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const url = databaseUrl(serverUrl, name);
  const opened = await openDatabase(url, (side) => loginUrl(url, side));
  return {
    ...opened,
    allowConnections: async (allowed) => {
      await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${allowed}`);
      if (allowed) return;
      await server.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1',
        [name],
      );
    },
    drop: async () => {
      await opened.drop();
      await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await server.destroy();
    },
  };
}

/**
 * Opens a migrated database of another server, where the applications have these logins. `drop` closes
 * the connections and keeps the database.
 */
export async function openDatabase(
  url: string,
  urlOf: TestDatabase['urlOf'],
): Promise<Omit<TestDatabase, 'allowConnections'>> {
  const dataSource = await new DataSource({ type: 'postgres', url, poolSize: 2 }).initialize();
  return {
    url,
    urlOf,
    query: async (sql, parameters) => {
      if (/\b(?:FROM|JOIN)\s+audit_events\b/.test(sql)) await sealEvents(dataSource);
      return dataSource.query(sql, parameters);
    },
    seal: async () => sealEvents(dataSource),
    drop: async () => dataSource.destroy(),
  };
}

/** Seals all committed audit events, as the owner of the tables. */
async function sealEvents(owner: DataSource): Promise<void> {
  await owner.query(`
    DO $$ BEGIN WHILE NOT seal_audit_batch(true) LOOP END LOOP; END $$`);
}

/**
 * Opens a session with the login of an application. Its plans use an index wherever there is one; in
 * small tables such as those of tests, PostgreSQL may otherwise prefer to read the whole table.
 */
export async function indexedSession(database: TestDatabase, side: Side): Promise<Client> {
  const session = new Client(database.urlOf(side));
  await session.connect();
  await session.query('SET enable_seqscan = off');
  return session;
}

/** Returns the URL of the same database with the login of an application. */
export function loginUrl(url: string, side: Side): string {
  return databaseUrl(inject('loginUrls')[side], new URL(url).pathname.slice(1));
}
