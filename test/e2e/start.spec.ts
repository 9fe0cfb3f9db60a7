import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { version } from '#launch';
import { SCOPES } from '#oauth';
import {
  Command,
  createInstallation,
  type Installation,
  latchkeyProcess,
} from '../support/commands.js';
import type { TestClient } from '../support/applications.js';
import { accessTokenAt, api, credentials, request, tokenRequest } from '../support/requests.js';
import { decode } from '../support/tokens.js';

async function bothRunning(command: Command): Promise<void> {
  await command.prints(/The back office is running/);
  await command.prints(/The storefront is running/);
}

async function stop(command: Command): Promise<void> {
  command.signal('SIGTERM');
  await command.ended();
}

/** True when the PostgreSQL server of this folder runs. */
async function postgresIsUp({ directory }: Installation): Promise<boolean> {
  const pidFile = join(directory, 'var/postgres/postmaster.pid');
  if (!existsSync(pidFile)) return false;
  const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
  return existsSync(`/proc/${pid}`);
}

/** Creates a client of the back office with the command line. */
async function createClient(
  installation: Installation,
  name: string,
): Promise<{ clientId: string }> {
  const { code, output } = await latchkeyProcess(
    installation,
    ...'clients create --side backoffice --scopes users:read --json --name'.split(' '),
    name,
  );
  expect(code).toBe(0);
  return JSON.parse(output) as { clientId: string };
}

const WELCOME = /is running: (\S+)\n[^{]*client id {6}(\S+)\n {4}client secret {2}(lk[bs]_\S+)\n/g;

interface PrintedSide extends TestClient {
  url: string;
}

/** Lists each side with the client that its first start prints, the back office first. */
function printedSides(output: string): PrintedSide[] {
  return [...output.matchAll(WELCOME)]
    .map(([, url, clientId, clientSecret]) => {
      return { url: url!, clientId: clientId!, clientSecret: clientSecret! };
    })
    .toSorted((one, other) => one.clientSecret.localeCompare(other.clientSecret));
}

describe('the applications of npm start', () => {
  let installation: Installation;
  /** The processes of the last start; the groups of tests below stop them and start them again. */
  let pair: Command;
  let created: { clientId: string }[];

  beforeAll(async () => {
    installation = await createInstallation();
    installation.environment.TRUSTED_PROXIES = '127.0.0.2';
    const path = installation.environment.LATCHKEY_CONFIG!;
    const [backoffice, storefront] = (await readFile(path, 'utf8')).split(/^(?=storefront:)/m);
    const brief = storefront!.replace('accessTokenLifetime: 3600', 'accessTokenLifetime: 600');
    await writeFile(path, backoffice + brief);
    pair = new Command(installation, 'scripts/start.js');
    // All at once, in an empty folder.
    const [before] = await Promise.all([createClient(installation, 'before'), bothRunning(pair)]);
    created = [before];
  });
  afterAll(async () => {
    await stop(pair);
    await installation.remove();
  });

  it('have little memory for new objects', async () => {
    const { pid } = pair.child;
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    const commands = await Promise.all(
      children
        .trim()
        .split(' ')
        .map(async (child) => readFile(`/proc/${child}/cmdline`, 'utf8')),
    );
    const servers = commands.filter((command) => command.includes('dist/apps/'));
    expect(servers).toHaveLength(2);
    for (const server of servers) expect(server).toContain('\0--max-semi-space-size=16\0');
  });

  it('run both sides on an embedded PostgreSQL, with a client for each and people to list', async () => {
    const commands = [...pair.errors.matchAll(/^ {4}TOKEN=[\s\S]*?Bearer \$TOKEN"$/gm)];
    expect(commands).toHaveLength(2);
    for (const [text] of commands) {
      const { output } = await new Command(
        installation,
        'test/support/paste.mjs',
        `${text}; echo; echo "$TOKEN"`,
      ).ended();
      const [list, token] = output.trim().split('\n');
      expect(JSON.parse(list!).data).toHaveLength(3);
      expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    }
  });

  it('give the first member of staff a role with every scope, and nobody else', async () => {
    const [backoffice] = printedSides(pair.errors);
    const token = await accessTokenAt(backoffice!.url, backoffice!);
    const { body } = await api(backoffice!, token, '/api/roles');
    expect(body.data).toHaveLength(1);
    expect(body.data[0].attributes.scopes.toSorted()).toEqual([...SCOPES.backoffice].toSorted());
    const users = await api(backoffice!, token, '/api/users?include=roles&page[size]=100');
    const holders = users.body.data.filter(
      ({ relationships }: { relationships: { roles: { data: unknown[] } } }) =>
        relationships.roles.data.length > 0,
    );
    expect(holders.map(({ id }: { id: string }) => id)).toEqual(['1']);
  });

  it('log each request as a JSON line without query and secrets', async () => {
    const [backoffice] = printedSides(pair.errors);
    const { url, clientId } = backoffice!;
    const { headers } = await tokenRequest(
      { url },
      credentials({ clientId, clientSecret: 'lkb_wrong' }),
    );
    await request(`${url}/api/roles?access_token=lkb_wrong`, {
      headers: { Authorization: 'Bearer lkb_wrong' },
    });
    await request(`${url}/oauth2-token/%zz`); // which no router can read
    await pair.prints(/"path":"\/api\/roles"/);
    await pair.prints(/"path":"\/oauth2-token\/%zz","status":400/);

    const lines = pair.output.split('\n').filter((line) => line.startsWith('{'));
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const requestId = headers.get('x-request-id');
    expect(entries.filter((entry) => entry.requestId === requestId)).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
        application: 'backoffice',
        context: 'OAuth',
        requestId,
        error: 'invalid_client',
        reason: `wrong_secret (client ${clientId})`,
      },
      {
        level: 'info',
        time: expect.any(String),
        application: 'backoffice',
        requestId,
        method: 'POST',
        path: '/oauth2-token',
        status: 401,
        milliseconds: expect.any(Number),
        address: '127.0.0.1',
      },
    ]);
    expect(lines.join('\n')).not.toMatch(/lk[bs]_/);
  });

  it('are named when somebody starts them again', async () => {
    const { BACKOFFICE_PORT, BACKOFFICE_MANAGEMENT_PORT } = installation.environment;
    const second = new Command(installation, 'dist/apps/backoffice/src/main.js');
    const { code, errors } = await second.ended();
    expect({ code, errors }).toEqual({
      code: 1,
      errors:
        `backoffice: port ${BACKOFFICE_MANAGEMENT_PORT} is in use, perhaps by another Latchkey that ` +
        `serves port ${BACKOFFICE_PORT}: stop the process that uses it, or change ` +
        'backoffice.managementPort (BACKOFFICE_MANAGEMENT_PORT)\n',
    });
  });

  it('log the client of a revoked token', async () => {
    const [backoffice] = printedSides(pair.errors);
    const { url, clientId, clientSecret } = backoffice!;
    const token = await accessTokenAt(url, backoffice!);
    await request(`${url}/oauth2-token/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, token }),
    });
    const headers = { Authorization: `Bearer ${token}` };
    const { status } = await request(`${url}/api/customer-users`, { headers });
    expect(status).toBe(401);
    const [line] = await pair.prints(/^{.*"path":"\/api\/customer-users".*}\n/m);
    expect(JSON.parse(line)).toMatchObject({ status: 401, clientId });
  });

  it('log no error when a client aborts an upload', async () => {
    const port = Number(installation.environment.BACKOFFICE_PORT);
    for (const path of ['/oauth2-token', '/oauth2-token/revoke', '/api/users']) {
      const socket = connect(port, '127.0.0.1');
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/vnd.api+json\r\n` +
          'Content-Length: 500\r\nExpect: 100-continue\r\n\r\n{',
      );
      const [answer] = await once(socket, 'data');
      // The 401 of the API for a request without a token may arrive in the same packet.
      expect(String(answer)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\n(HTTP\/1\.1 401 |$)/);
      socket.destroy();
    }
    await request(`http://127.0.0.1:${port}/afterwards`);
    await pair.prints(/"path":"\/afterwards"/);
    expect(pair.output).not.toContain('"level":"error"');
  });

  it('issue tokens with the lifetime set for each side in config.yml', async () => {
    const lifetimes = await Promise.all(
      printedSides(pair.errors).map(async (side) => {
        const { body } = await tokenRequest(side, credentials(side));
        const { iat, exp } = decode(body.access_token).claims as { iat: number; exp: number };
        return { expires_in: body.expires_in, claims: exp - iat };
      }),
    );
    expect(lifetimes).toEqual([
      { expires_in: 3600, claims: 3600 },
      { expires_in: 600, claims: 600 },
    ]);
  });

  it('log the address forwarded by a trusted proxy, and the own address of other clients', async () => {
    const url = `http://127.0.0.1:${installation.environment.BACKOFFICE_PORT}`;
    const loggedAddress = async (path: string, localAddress: string, forwarded: string) => {
      const headers = { 'X-Forwarded-For': forwarded };
      get(url + path, { localAddress, headers }, (response) => response.resume());
      const [line] = await pair.prints(new RegExp(`^{.*"path":"${path}".*}\n`, 'm'));
      return (JSON.parse(line) as { address: string }).address;
    };
    expect(await loggedAddress('/proxy', '127.0.0.2', '192.0.2.7')).toBe('192.0.2.7');
    expect(await loggedAddress('/forger', '127.0.0.2', '192.0.2.7, 192.0.2.8')).toBe('192.0.2.8');
    expect(await loggedAddress('/stranger', '127.0.0.1', '192.0.2.7')).toBe('127.0.0.1');
  });

  describe('after Ctrl-C', () => {
    let sides: PrintedSide[];
    let tokens: string[];
    let before: Awaited<ReturnType<typeof look>>;

    /** Reads what each side publishes and lists. */
    async function look() {
      return Promise.all(
        sides.map(async ({ url }, at) => {
          const { body: jwks } = await request(`${url}/.well-known/jwks.json`);
          const users = await api({ url }, tokens[at]!, '/api/users?page[size]=100');
          return { jwks, status: users.status, users: users.body.data };
        }),
      );
    }

    beforeAll(async () => {
      created.push(await createClient(installation, 'during'));
      sides = printedSides(pair.errors);
      tokens = await Promise.all(
        sides.map(async (side) => (await tokenRequest(side, credentials(side))).body.access_token),
      );
      before = await look();
      pair.interrupt();
      await pair.ended();
    });

    it('have stopped, and PostgreSQL with them', async () => {
      expect((await pair.ended()).code).toBe(0);
      expect(await postgresIsUp(installation)).toBe(false);
    });

    it('leave key-encryption keys that only their owner can read', () => {
      for (const side of ['backoffice', 'storefront']) {
        const { mode } = statSync(join(installation.directory, `var/${side}.kek`));
        expect(mode & 0o777).toBe(0o600);
      }
    });

    it('share the database with the command line, before, during and after a run', async () => {
      const { output } = await latchkeyProcess(installation, 'clients', 'list', '--json');
      const clients = JSON.parse(output) as { clientId: string; name: string }[];
      expect(clients.map(({ name }) => name).toSorted()).toEqual([
        'First client',
        'First client',
        'before',
        'during',
      ]);
      expect(clients.map(({ clientId }) => clientId)).toEqual(
        expect.arrayContaining(created.map(({ clientId }) => clientId)),
      );
      expect(await postgresIsUp(installation)).toBe(false);
    });

    describe('and a second start', () => {
      beforeAll(async () => {
        pair = new Command(installation, 'scripts/start.js');
        await bothRunning(pair);
      });

      it('have the keys, the people and the clients that the first start created', async () => {
        expect(sides.map(({ clientSecret }) => clientSecret.slice(0, 4))).toEqual(['lkb_', 'lks_']);
        expect(before.map(({ status, users }) => [status, users.length])).toEqual([
          [200, 36],
          [200, 36],
        ]);
        expect(pair.errors).not.toContain('client secret');
        expect(await look()).toEqual(before);
        const statuses = await Promise.all(
          sides.map(async (client) =>
            Promise.all(
              sides.map(
                async ({ url }) => (await tokenRequest({ url }, credentials(client))).status,
              ),
            ),
          ),
        );
        expect(statuses).toEqual([
          [200, 401],
          [401, 200],
        ]);
      });

      describe('after which all processes are killed', () => {
        beforeAll(async () => {
          process.kill(-pair.child.pid!, 'SIGKILL');
          await pair.ended();
          pair = new Command(installation, 'scripts/start.js');
          await bothRunning(pair);
        });

        it('start again with their clients, and stop with PostgreSQL', async () => {
          expect(pair.errors).not.toContain('client secret');
          const [{ clientId }] = sides as [PrintedSide, PrintedSide];
          const show = ['clients', 'show', clientId, '--json'];
          const { output } = await latchkeyProcess(installation, ...show);
          expect(JSON.parse(output)).toMatchObject({ name: 'First client', enabled: true });
          pair.signal('SIGTERM');
          expect((await pair.ended()).code).toBe(0);
          expect(await postgresIsUp(installation)).toBe(false);
        });
      });
    });
  });
});

describe('the back office in a terminal', () => {
  let installation: Installation;
  let running: Command;

  function inTerminal(): Command {
    const { environment } = installation;
    running = new Command({ environment, terminal: true }, 'dist/apps/backoffice/src/main.js');
    return running;
  }

  beforeAll(async () => {
    installation = await createInstallation();
    installation.environment.TERM = 'xterm-256color';
    await createClient(installation, 'First client');
    await inTerminal().prints(/add a client/);
  });
  afterAll(async () => {
    await stop(running);
    await installation.remove();
  });

  it('starts when a client with the name of the first client exists already', async () => {
    const [side] = printedSides(stripVTControlCharacters(running.output).replaceAll('\r', ''));
    expect((await tokenRequest(side!, credentials(side!))).status).toBe(200);
  });

  it('prints for people, and at the second start where clients and docs are', async () => {
    const first = running;
    const url = `http://localhost:${installation.environment.BACKOFFICE_PORT}`;
    expect(first.output).toContain(
      `\x1b[1mThe back office is running: \x1b[36m${url}\x1b[39m\x1b[22m\r\n`,
    );
    expect(first.output).toMatch(/client secret {2}lkb_/);
    await request(`${url}/api/users`);
    await first.prints(/ ms {2}GET {5}\/api\/users\r\n/);
    expect(first.output).toContain('  backoffice  \x1b[33m401\x1b[39m  ');
    expect(first.output).not.toContain('{"level"');
    first.pressCtrlC();
    expect((await first.ended()).code).toBe(0);

    installation.environment.NO_COLOR = '1';
    const second = inTerminal();
    await second.prints(/lost a secret.*\r\n/);
    expect(second.output.replaceAll('\r', '')).toContain(`The back office is running: ${url}

    documentation  ${url}/api/docs
    find clients   bin/latchkey.js clients list --side backoffice
    add a client   bin/latchkey.js clients create --side backoffice --name erp --scopes users:read
    sign people in bin/latchkey.js people invite users:1
    console        ${url}/console, for users:1
    lost a secret? it is shown only once; bin/latchkey.js secrets rotate <client id> prints a new one
`);
    expect(second.output).not.toContain('\x1b');
    expect(second.output).not.toContain('lkb_');
  });
});

describe('in a folder of its own', () => {
  let installation: Installation;
  let started: Command | undefined;

  beforeEach(async () => {
    installation = await createInstallation();
  });
  afterEach(async () => {
    if (started) await stop(started);
    started = undefined;
    await installation.remove();
  });

  function start(program = 'scripts/start.js'): Command {
    started = new Command(installation, program);
    return started;
  }

  it('a server prints only JSON lines on standard output when that is no terminal', async () => {
    installation.environment.BACKOFFICE_URL = 'http://backoffice.test';
    installation.environment.BACKOFFICE_CORS_ORIGINS = 'https://a.example';
    const server = start('dist/apps/backoffice/src/main.js');
    await server.prints(/"msg":"started"/);
    server.signal('SIGTERM');
    const { output, errors } = await server.ended();
    const entries = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    const lines = entries as { msg?: string }[];
    const begins = (text: string) => lines.findIndex(({ msg }) => msg?.startsWith(text));
    const order = [
      'creating a PostgreSQL database in ',
      'starting PostgreSQL ',
      'migrated the database to ',
      'made and published the signing key ',
      'new tokens are now signed with the key ',
      'started',
      'stopping: ',
      'stopped',
    ].map(begins);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(order[0]).toBeGreaterThanOrEqual(0);
    const names = output.match(/\w+\d{13}/g);
    expect(names).toEqual([names![0], names![0]]); // the last migration, and not all of them
    const line = { level: 'info', time: expect.any(String), application: 'backoffice' };
    const { BACKOFFICE_PORT: port, BACKOFFICE_MANAGEMENT_PORT: management } =
      installation.environment;
    expect(entries.slice(-3)).toEqual([
      {
        ...line,
        context: 'Server',
        msg: 'started',
        version: version(),
        node: process.version,
        url: 'http://backoffice.test',
        docs: 'http://backoffice.test/api/docs',
        listening: expect.stringMatching(new RegExp(`:${port}$`)),
        management: `127.0.0.1:${management}`,
        schema: names![0],
        settings: {
          'backoffice.port': Number(port),
          'backoffice.managementPort': Number(management),
          'backoffice.publicUrl': 'http://backoffice.test',
          'backoffice.cors.allowedOrigins': ['https://a.example'],
        },
      },
      {
        ...line,
        context: 'Server',
        msg: 'stopping: requests in flight are answered first',
        reason: 'SIGTERM',
      },
      { ...line, context: 'Server', msg: 'stopped', reason: 'SIGTERM', version: version() },
    ]);
    expect(entries).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        msg: expect.stringMatching(/^pages of https:\/\/a\.example can request tokens: /),
      }),
    );
    expect(output).not.toContain('lkb_');
    expect(errors).toMatch(/client secret {2}lkb_/);
  });

  it('npm start reports a port that is taken, and leaves no process running', async () => {
    const occupant = createServer();
    const port = Number(installation.environment.STOREFRONT_PORT);
    await new Promise<void>((resolve) => occupant.listen(port, resolve));
    const pair = start();
    const { code, errors } = await pair.ended();
    occupant.close();
    expect(code).toBe(1);
    // Before that, the back office may print its first client there.
    expect(errors.split('\n').filter((line) => line.startsWith('storefront:'))).toEqual([
      `storefront: port ${port} is in use: stop the process that uses it, or change storefront.port (STOREFRONT_PORT)`,
    ]);
    expect(await postgresIsUp(installation)).toBe(false);
  });

  it('npm start stops both sides when the configuration of one is wrong', async () => {
    installation.environment.STOREFRONT_PORT = installation.environment.BACKOFFICE_MANAGEMENT_PORT!;
    const pair = start();
    const { code, errors } = await pair.ended();
    expect(code).toBe(78);
    expect(errors).toContain('storefront.port');
    expect(await postgresIsUp(installation)).toBe(false);
  });

  it('a server with a database URL refuses to start without a key-encryption key, and says how to generate one', async () => {
    installation.environment.DATABASE_URL = 'postgres://localhost:1/none';
    const server = start('dist/apps/backoffice/src/main.js');
    const { code, errors } = await server.ended();
    expect(code).toBe(78);
    expect(errors).toContain('backoffice.oauth.keyEncryptionKey (BACKOFFICE_KEY_ENCRYPTION_KEY)');
    expect(errors).toContain('bin/latchkey.js keys new-kek');
  });
});
