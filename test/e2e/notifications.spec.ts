import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type INestApplicationContext, Injectable, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  type MockInstance,
  vi,
} from 'vitest';
import { DatabaseModule, Notifications } from '#database';
import { createDatabase, type TestDatabase } from '../support/database.js';

const NAME = 'latchkey spec notifications';

let database: TestDatabase;
const applications: INestApplicationContext[] = [];
const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
const log = vi.spyOn(Logger.prototype, 'log').mockReturnValue();
const error = vi.spyOn(Logger.prototype, 'error').mockReturnValue();

beforeAll(async () => {
  database = await createDatabase();
});
beforeEach(() => vi.clearAllMocks());
afterEach(async () => {
  await Promise.all(applications.splice(0).map(async (application) => application.close()));
});
afterAll(async () => {
  await database.drop();
  vi.restoreAllMocks();
});

/** Records notifications, and whether there was a connection when some were missed. */
class Notes {
  readonly entries: string[] = [];

  constructor(
    readonly notifications: Notifications,
    channel: string,
  ) {
    notifications.listen(channel, {
      notified: (payload) => this.entries.push(payload),
      missed: () => this.entries.push(`missed, connected: ${notifications.isConnected}`),
    });
  }
}
const MISSED = 'missed, connected: false';

@Injectable()
class Clients extends Notes {
  constructor(notifications: Notifications) {
    super(notifications, 'clients');
  }
}

@Injectable()
class Keys extends Notes {
  constructor(notifications: Notifications) {
    super(notifications, 'keys');
  }
}

async function start(url = database.url) {
  @Module({
    imports: [
      DatabaseModule.register({
        url,
        embeddedDirectory: '',
        poolSize: 1,
        startTimeout: 5,
        migrate: false,
        applicationName: 'latchkey spec',
        entities: [],
      }),
    ],
    providers: [Clients, Keys],
  })
  class Application {}

  const application = await NestFactory.createApplicationContext(Application, {
    logger: false,
    abortOnError: false,
  });
  applications.push(application);
  const [clients, keys] = [application.get(Clients), application.get(Keys)];
  return { application, notifications: application.get(Notifications), clients, keys };
}

async function send(channel: string, payload: string): Promise<void> {
  await database.query('SELECT pg_notify($1, $2)', [channel, payload]);
}

async function connections(): Promise<number> {
  const sql = 'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND';
  return (await database.query(`${sql} application_name = '${NAME}'`)).length;
}

async function terminate(): Promise<void> {
  await database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = '${NAME}'`,
  );
}

/** Collects log lines about notifications, without those of Nest. */
function said({ mock }: MockInstance): string[] {
  const lines = mock.calls.map(([line]) => String(line));
  return lines.filter((line) => line.startsWith('notification connection'));
}

const isTrue = { timeout: 15_000, interval: 10 };

describe('notifications', () => {
  it('arrive from another connection, each on its channel, in order', async () => {
    const { notifications, clients, keys } = await start();
    expect(notifications.isConnected).toBe(true);
    await send('clients', 'one');
    await send('keys', '');
    await send('elsewhere', 'nobody');
    await send('clients', 'two');
    await expect.poll(() => clients.entries).toEqual([MISSED, 'one', 'two']);
    expect(keys.entries).toEqual([MISSED, '']);
    expect(await connections()).toBe(1);
  });

  it('are reported as missed when the connection ends, and arrive on the next one', async () => {
    const { notifications, clients, keys } = await start();
    const atTheLoss = new Promise((resolve) => {
      warn.mockImplementationOnce(() => resolve(notifications.isConnected));
    });
    await terminate();
    expect(await atTheLoss).toBe(false);
    await expect.poll(() => notifications.isConnected, isTrue).toBe(true);
    expect(clients.entries).toEqual([MISSED, MISSED]);
    await send('clients', 'one');
    await expect.poll(() => clients.entries).toEqual([MISSED, MISSED, 'one']);
    expect(keys.entries).toEqual([MISSED, MISSED]);
    expect(said(warn)).toEqual([
      expect.stringMatching(
        /^notification connection lost; changes may arrive late until it is restored: .*terminat/,
      ),
    ]);
    expect(said(log)).toEqual(['notification connection restored']);
  });

  it('arrive again after a time without any connection, with two log lines about it', async () => {
    const { notifications, clients } = await start();
    await database.allowConnections(false);
    await expect.poll(() => notifications.isConnected, isTrue).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(notifications.isConnected).toBe(false);
    expect(clients.entries).toEqual([MISSED]);
    await database.allowConnections(true);
    await expect.poll(() => notifications.isConnected, isTrue).toBe(true);
    await send('clients', 'one');
    await expect.poll(() => clients.entries).toEqual([MISSED, MISSED, 'one']);
    expect([said(warn), said(log)].map(({ length }) => length)).toEqual([1, 1]);
  });

  it('reach a listener that is added later, which counts as connected once LISTEN is in force', async () => {
    const { notifications, clients } = await start();
    const late = new Notes(notifications, 'late');
    expect(notifications.isConnected).toBe(false);
    await expect.poll(() => notifications.isConnected, isTrue).toBe(true);
    await send('late', 'one');
    await expect.poll(() => late.entries).toEqual([MISSED, 'one']);
    expect(clients.entries).toEqual([MISSED]);
  });

  it('reach the other listeners when one listener throws', async () => {
    const { notifications } = await start();
    const fail = () => {
      throw new Error('broken');
    };
    notifications.listen('shared', { notified: fail, missed: fail });
    const other = new Notes(notifications, 'shared');
    await expect.poll(() => notifications.isConnected, isTrue).toBe(true);
    await send('shared', 'one');
    await expect.poll(() => other.entries).toEqual([MISSED, 'one']);
    expect(new Set(error.mock.calls.map(([line]) => line))).toEqual(
      new Set(['a listener of shared failed: broken']),
    );
  });

  it.each(['', 'Clients', 'a"b', 'a b', 'x'.repeat(64)])('reject the channel %j', async (name) => {
    const { notifications } = await start();
    expect(() => new Notes(notifications, name)).toThrow('not the name of a channel');
  });
});

describe('closing the notifications', () => {
  it('leaves no connection, and logs nothing', async () => {
    const { application, notifications } = await start();
    expect(await connections()).toBe(1);
    await application.close();
    await expect.poll(connections, isTrue).toBe(0);
    expect(notifications.isConnected).toBe(false);
    expect([said(warn), said(error)]).toEqual([[], []]);
  });

  it('does not wait for a connection that cannot be made, and stops trying', async () => {
    const { application, notifications } = await start();
    await database.allowConnections(false);
    try {
      await expect.poll(() => notifications.isConnected, isTrue).toBe(false);
      await application.close();
    } finally {
      await database.allowConnections(true);
    }
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await connections()).toBe(0);
    expect(said(log)).toEqual([]);
  });
});

describe('a frozen LISTEN connection', () => {
  const sockets: Socket[] = [];
  let isFrozen = false;
  let url: string;
  const proxy = createServer((client) => {
    const { hostname, port } = new URL(database.url);
    const server = connect(Number(port), hostname);
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) {
      socket.on('error', () => {}).on('close', () => [client, server].map((end) => end.destroy()));
      if (isFrozen) socket.pause();
      sockets.push(socket);
    }
  });
  const freeze = (frozen: boolean) => {
    isFrozen = frozen;
    for (const socket of sockets) {
      if (frozen) socket.pause();
      else socket.resume();
    }
  };

  beforeAll(async () => {
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const { port } = proxy.address() as AddressInfo;
    url = Object.assign(new URL(database.url), { hostname: '127.0.0.1', port }).href;
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => proxy.close(resolve));
  });

  it('is noticed within four seconds, and replaced once a working one can be made', async () => {
    const { notifications, clients } = await start(url);
    freeze(true);
    const since = performance.now();
    await expect.poll(() => notifications.isConnected, isTrue).toBe(false);
    expect(performance.now() - since).toBeLessThan(5_000);
    // Until the connection is given up, it can also go on.
    await expect.poll(() => said(warn).join()).toContain('notification connection lost');
    freeze(false);
    await expect.poll(() => notifications.isConnected, isTrue).toBe(true);
    await send('clients', 'one');
    await expect.poll(() => clients.entries).toEqual([MISSED, MISSED, 'one']);
  });

  it('is closed nevertheless, also while the next one is being made', async () => {
    const { application, notifications } = await start(url);
    freeze(true);
    await expect.poll(() => notifications.isConnected, isTrue).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 500)); // in the middle of a connection attempt
    const since = performance.now();
    // The pool would wait until its own connection has closed.
    await application.get(Notifications).close();
    expect(performance.now() - since).toBeLessThan(3_000);
    freeze(false);
    await application.close();
  });

  it('is not trusted by a process that was suspended itself', async () => {
    const { notifications } = await start();
    const until = performance.now() + 4_500;
    while (performance.now() < until); // blocks timers and sockets
    expect(notifications.isConnected).toBe(false);
    await expect.poll(() => notifications.isConnected, isTrue).toBe(true);
  });
});
