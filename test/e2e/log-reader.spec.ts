import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Command, createInstallation, type Installation } from '../support/commands.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const KEY = randomBytes(32).toString('base64');

let database: TestDatabase;
let installation: Installation;
let server: Command | undefined;

beforeAll(async () => {
  database = await createDatabase();
  installation = await createInstallation();
});
afterEach(() => server?.signal('SIGKILL'));
afterAll(async () => {
  await installation.remove();
  await database.drop();
});

function start(): Command {
  const environment = {
    ...installation.environment,
    DATABASE_URL: database.url,
    BACKOFFICE_KEY_ENCRYPTION_KEY: KEY,
  };
  return new Command({ environment }, 'dist/apps/backoffice/src/main.js');
}

describe('a server whose standard output nobody reads any more', () => {
  it('ends with an error, also while it serves requests', async () => {
    server = start();
    await server.prints(/"msg":"started"/);
    server.child.stdout!.destroy();
    const url = `http://127.0.0.1:${installation.environment.BACKOFFICE_PORT}/`;
    const ask = async () =>
      fetch(url).then(
        ({ status }) => status,
        () => 'stopped',
      );
    await expect.poll(ask, { timeout: 20_000 }).toBe('stopped');
    expect((await server.ended()).code).toBe(1);
  });

  it('ends with an error while it starts, with the embedded PostgreSQL', async () => {
    server = new Command(installation, 'dist/apps/backoffice/src/main.js');
    server.child.stdout!.destroy();
    expect((await server.ended()).code).toBe(1);
    const files = await readdir(join(installation.directory, 'var/postgres'));
    expect(files).toContain('PG_VERSION');
    expect(files).not.toContain('postmaster.pid');
  });

  it('stops as usual when it gets a signal at the same time', async () => {
    server = start();
    await server.prints(/"msg":"started"/);
    server.child.stdout!.destroy();
    server.signal('SIGTERM');
    expect((await server.ended()).code).toBe(0);
  });
});
