import { type INestApplicationContext, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ChangeLogPruner } from '../../libs/database/src/change-log-pruner.js';
import { DatabaseModule, Notifications } from '#database';
import { createDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
const applications: INestApplicationContext[] = [];
const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();

beforeAll(async () => {
  database = await createDatabase();
});
afterEach(async () => {
  await Promise.all(applications.splice(0).map(async (application) => application.close()));
});
afterAll(async () => {
  await database.drop();
  vi.restoreAllMocks();
});

/** Starts a process of the storefront, which sees only its own changes; records one channel. */
async function start(pollInterval?: number) {
  @Module({
    imports: [
      DatabaseModule.register({
        url: database.urlOf('storefront'),
        embeddedDirectory: '',
        poolSize: 1,
        startTimeout: 5,
        migrate: false,
        applicationName: 'latchkey spec',
        entities: [],
        pollInterval,
      }),
    ],
  })
  class Application {}

  const application = await NestFactory.createApplicationContext(Application, {
    logger: false,
    abortOnError: false,
  });
  applications.push(application);
  const notified: string[] = [];
  const notifications = application.get(Notifications);
  notifications.listen('clients_storefront', {
    notified: (payload) => notified.push(payload),
    missed: () => notified.push('missed'),
  });
  await expect.poll(() => notifications.isConnected).toBe(true);
  return { notified, notifications, oldChanges: application.get(ChangeLogPruner) };
}

const INSERT = `
  INSERT INTO changes (side, channel, payload) SELECT 'storefront', 'clients_storefront', $1`;

const change = async (payload: string) => database.query(INSERT, [payload]);

async function payloads(): Promise<unknown[]> {
  const rows = await database.query('SELECT payload FROM changes ORDER BY payload');
  return rows.map(({ payload }) => payload);
}

/** Makes the changes ten minutes older. */
const age = async () => database.query(`UPDATE changes SET at = at - interval '11 minutes'`);

const PAUSE_MS = 100;
const looks = async (count: number) =>
  new Promise((resolve) => setTimeout(resolve, count * PAUSE_MS));

describe('rows of the changes table', () => {
  it('notify listening and polling processes once each', async () => {
    const [listening, polling] = [await start(), await start(PAUSE_MS)];
    await change('one');
    await change('two');
    const notified = () => [listening.notified, polling.notified];
    const once = Array.from({ length: 2 }, () => ['missed', 'one', 'two']);
    await expect.poll(notified).toEqual(once);
    await looks(3);
    expect(notified()).toEqual(once);
  });

  it('notify once while another transaction stays open, whose own change follows when it commits', async () => {
    const { notified } = await start(PAUSE_MS);
    const transaction = new Client({ connectionString: database.url });
    await transaction.connect();
    await transaction.query('BEGIN');
    await transaction.query(INSERT, ['late']);
    await change('early');
    await expect.poll(() => notified).toEqual(['missed', 'early']);
    await looks(3);
    await transaction.query('COMMIT');
    await transaction.end();
    await expect.poll(() => notified).toEqual(['missed', 'early', 'late']);
    await looks(3);
    expect(notified).toEqual(['missed', 'early', 'late']);
  });

  it('make processes read everything again when there are too many to name', async () => {
    const { notified, notifications } = await start(PAUSE_MS);
    await database.query(`${INSERT} || n FROM generate_series(1, 10001) n`, ['many ']);
    await expect.poll(() => notified, { timeout: 10_000 }).toEqual(['missed', 'missed']);
    await expect.poll(() => notifications.isConnected).toBe(true);
    expect(warn).toHaveBeenCalledWith(
      'notification connection lost; changes may arrive late until it is restored: ' +
        'changes may have been missed: more than 10000 changes at once',
    );
    await change('one');
    await expect.poll(() => notified, { timeout: 5000 }).toEqual(['missed', 'missed', 'one']);
  });

  it('are removed after the last purge has seen them, also by listening processes', async () => {
    await database.query('TRUNCATE changes');
    const { oldChanges } = await start();
    const transaction = new Client({ connectionString: database.url });
    await transaction.connect();
    await transaction.query('BEGIN');
    await transaction.query(INSERT, ['late']);
    await change('early');
    await oldChanges.purge();
    await transaction.query('COMMIT');
    await transaction.end();
    await age();
    await oldChanges.purge();
    expect(await payloads()).toEqual(['late']);
    await oldChanges.purge();
    expect(await payloads()).toEqual([]);
  });

  it.each(['backoffice', 'storefront'] as const)(
    'can be deleted by the login of the %s only after ten minutes, and only its own',
    async (side) => {
      await database.query('TRUNCATE changes');
      await database.query(`INSERT INTO changes (side, channel, payload)
        SELECT side, 'x', side FROM unnest('{backoffice,storefront}'::text[]) side`);
      const login = new Client(database.urlOf(side));
      await login.connect();
      try {
        await login.query('DELETE FROM changes');
        expect(await payloads()).toEqual(['backoffice', 'storefront']);
        await expect(login.query('UPDATE changes SET at = $1', [new Date(0)])).rejects.toThrow(
          'permission denied',
        );
        await age();
        await login.query('DELETE FROM changes');
        expect(await payloads()).toEqual(
          ['backoffice', 'storefront'].filter((own) => own !== side),
        );
      } finally {
        await login.end();
      }
    },
  );

  it('from another server, restored from a dump, notify nobody and are removed', async () => {
    await database.query('TRUNCATE changes');
    const { notified, oldChanges } = await start(PAUSE_MS);
    await database.query(
      `INSERT INTO changes VALUES ((pg_current_xact_id()::text::bigint + 1000000)::text::xid8,
         'storefront', 'clients_storefront', 'restored')`,
    );
    await age();
    await looks(3);
    await oldChanges.purge();
    expect(await payloads()).toEqual([]);
    expect(notified).toEqual(['missed']);
  });
});
