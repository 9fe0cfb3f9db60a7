import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Notifications } from '#database';
import { issuedAt } from '../../libs/oauth/src/access-tokens/token-id.js';
import { RevokedTokens } from '../../libs/oauth/src/revocation/revoked-tokens.js';
import { Administration } from '../support/administration.js';
import { freePort, startSide, type TestClient } from '../support/applications.js';
import { Command } from '../support/commands.js';
import { latchkey } from '../support/latchkey.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { startReplicas, type Replicas } from '../support/replicas.js';
import { accessTokenAt, api } from '../support/requests.js';
import { revoke } from '../support/revocation.js';
import { decode } from '../support/tokens.js';

let database: TestDatabase;
let replicas: Replicas;
let administration: Administration;
let client: TestClient;

beforeAll(async () => {
  database = await createDatabase();
  replicas = await startReplicas('backoffice', database.url);
  administration = await Administration.open(database.url);
  client = await administration.createClient();
});
afterAll(async () => {
  await administration.close();
  await replicas.stop();
  await database.drop();
});

/**
 * Milliseconds. The promise is one second, which one test proves; the rest allows for a busy
 * machine.
 */
const AT_ONCE_MS = 3000;

const REVOKED = '401 revoked_token';

const INSERT = `INSERT INTO revoked_tokens (side, jti, expires_at)
  VALUES ('backoffice', $1, now() + interval '1 hour')`;

async function verify(url: string, token: string): Promise<string> {
  const { status, body } = await api({ url }, token, '/api/users');
  return `${status} ${body.errors?.[0]?.code ?? 'ok'}`;
}

async function judgements(token: string): Promise<string[]> {
  return Promise.all(replicas.urls.map(async (url) => verify(url, token)));
}

/** Gets a token and uses it at every process. */
async function tokenInUse(of = client): Promise<string> {
  const token = await accessTokenAt(replicas.urls[0]!, of);
  expect(await judgements(token)).toEqual(['200 ok', '200 ok']);
  return token;
}

/** Measures the milliseconds until every process rejects the token as revoked. */
async function untilRevoked(token: string): Promise<number> {
  const start = performance.now();
  for (;;) {
    const answers = await judgements(token);
    const passed = performance.now() - start;
    if (answers.every((answer) => answer === REVOKED)) return passed;
    if (passed > 5 * AT_ONCE_MS) throw new Error(`after ${passed} ms still ${answers.join()}`);
    await pause(10);
  }
}

const jtiOf = (token: string) => decode(token).claims.jti as string;

const run = async (...words: string[]) => latchkey({ environment: replicas.environment }, ...words);

describe('a revoked token', () => {
  it('is rejected within a second by the other process', async () => {
    const [one, other] = replicas.urls as [string, string];
    const [token, kept] = [await tokenInUse(), await tokenInUse()];
    expect((await revoke({ url: one }, client, token)).status).toBe(200);
    expect(await verify(one, token)).toBe(REVOKED);
    await expect
      .poll(async () => verify(other, token), { timeout: AT_ONCE_MS, interval: 10 })
      .toBe(REVOKED);
    expect(await judgements(kept)).toEqual(['200 ok', '200 ok']);
  });

  it('is rejected everywhere within a second after a revocation by hand in SQL', async () => {
    let fastest = Infinity;
    // The fastest of up to three attempts counts, since the machine may be busy.
    for (let count = 1; count <= 3 && fastest >= 1000; count += 1) {
      const token = await tokenInUse();
      await database.query(INSERT, [jtiOf(token)]);
      fastest = Math.min(fastest, await untilRevoked(token));
    }
    expect(fastest).toBeLessThan(1000);
  });

  it('is rejected everywhere, and stays so, when no process is notified of it', async () => {
    const token = await tokenInUse();
    // One transaction: when it commits, the LISTEN connections are gone already.
    await database.query(
      `WITH gone AS (
         SELECT pg_terminate_backend(pid, 5000) AS is_gone FROM pg_stat_activity
         WHERE application_name LIKE '%notifications' AND datname = current_database())
       INSERT INTO revoked_tokens (side, jti, expires_at)
       SELECT 'backoffice', $1, now() + interval '1 hour'
       WHERE (SELECT bool_and(is_gone) FROM gone)`,
      [jtiOf(token)],
    );
    expect(await untilRevoked(token)).toBeLessThan(AT_ONCE_MS);
    await expect
      .poll(() => replicas.output().split('notification connection restored').length, {
        timeout: 5000,
      })
      .toBeGreaterThan(2);
    expect(await judgements(token)).toEqual([REVOKED, REVOKED]);
  });

  it('is rejected by a process that starts later, from its first answer on', async () => {
    const token = await tokenInUse();
    await database.query(INSERT, [jtiOf(token)]);
    const port = String(await freePort());
    const started = new Command(
      { environment: { ...replicas.environment, BACKOFFICE_PORT: port } },
      'dist/apps/backoffice/src/main.js',
    );
    const url = `http://127.0.0.1:${port}`;
    const answer = async () => verify(url, token).catch(() => 'not there');
    try {
      // The very first answer ends the wait, even a wrong one.
      let first = '';
      await expect
        .poll(async () => (first = await answer()), { timeout: 20_000, interval: 5 })
        .not.toBe('not there');
      expect(first).toBe(REVOKED);
    } finally {
      started.signal('SIGTERM');
      await started.ended();
    }
  });

  it('cannot be revoked while the database is away: 503, and it works again afterwards', async () => {
    const [url] = replicas.urls as [string, string];
    const token = await tokenInUse();
    await database.allowConnections(false);
    try {
      expect((await revoke({ url }, client, token)).status).toBe(503);
      await pause(600);
      expect((await revoke({ url }, client, token)).status).toBe(503);
      const unavailable = '503 service_unavailable';
      expect(await judgements(token)).toEqual([unavailable, unavailable]);
    } finally {
      await database.allowConnections(true);
    }
    const answers = async () => judgements(token);
    await expect.poll(answers, { timeout: 5000, interval: 50 }).toEqual(['200 ok', '200 ok']);
    expect((await revoke({ url }, client, token)).status).toBe(200);
    expect(await untilRevoked(token)).toBeLessThan(AT_ONCE_MS);
  });
});

describe('all tokens of a client', () => {
  it('are revoked everywhere by a change in SQL', async () => {
    const other = await administration.createClient();
    const token = await tokenInUse(other);
    await database.query(
      'UPDATE oauth_clients SET tokens_valid_after = now() WHERE client_id = $1',
      [other.clientId],
    );
    expect(await untilRevoked(token)).toBeLessThan(AT_ONCE_MS);
  });

  it('are revoked up to the millisecond, and tokens of the next millisecond are valid', async () => {
    const other = await administration.createClient();
    const token = await tokenInUse(other);
    const issued = issuedAt(decode(token).claims as { iat: number; jti: string });
    const set = async (seconds: number) =>
      database.query(
        'UPDATE oauth_clients SET tokens_valid_after = to_timestamp($2) WHERE client_id = $1',
        [other.clientId, seconds],
      );
    await set(issued - 0.001);
    await pause(100);
    expect(await judgements(token)).toEqual(['200 ok', '200 ok']);
    await set(issued);
    expect(await untilRevoked(token)).toBeLessThan(AT_ONCE_MS);
  });
});

describe('latchkey tokens revoke', () => {
  it('revokes a token given by its text or by its id', async () => {
    const [one, other] = [await tokenInUse(), await tokenInUse()];
    expect(await run('tokens', 'revoke', one, '--side', 'backoffice')).toEqual({
      code: 0,
      output: `${jtiOf(one)} is revoked\n`,
      errors: '',
    });
    const again = await run('tokens', 'revoke', one, '--side', 'backoffice');
    expect(again.output).toBe(`${jtiOf(one)} is revoked already\n`);
    const json = await run('tokens', 'revoke', jtiOf(other), '--side', 'backoffice', '--json');
    expect(JSON.parse(json.output)).toEqual({
      jti: jtiOf(other),
      side: 'backoffice',
      revoked: true,
    });
    expect(await untilRevoked(one)).toBeLessThan(AT_ONCE_MS);
    expect(await untilRevoked(other)).toBeLessThan(AT_ONCE_MS);
    const events = await database.query(
      `SELECT actor_type, side, subject_id, after->'clientId' AS client FROM audit_events
       WHERE action = 'token.revoked' AND subject_id = ANY($1) ORDER BY id`,
      [[jtiOf(one), jtiOf(other)]],
    );
    const event = { actor_type: 'command', side: 'backoffice' };
    expect(events).toEqual([
      { ...event, subject_id: jtiOf(one), client: client.clientId },
      { ...event, subject_id: jtiOf(other), client: null },
    ]);
  });

  it('revokes a token that a stolen login has marked as revoked until an earlier time', async () => {
    const login = new Client(database.urlOf('backoffice'));
    await login.connect();
    try {
      for (const by of ['token', 'jti']) {
        const token = await tokenInUse();
        const jti = jtiOf(token);
        await login.query(
          `INSERT INTO revoked_tokens (side, jti, expires_at)
           VALUES ('backoffice', $1, now() - interval '23 hours')`,
          [jti],
        );
        const text = by === 'jti' ? jti : token;
        expect(await run('tokens', 'revoke', text, '--side', 'backoffice')).toEqual({
          code: 0,
          output: `${jti} is revoked\n`,
          errors: '',
        });
        expect(await untilRevoked(token)).toBeLessThan(AT_ONCE_MS);
        const [row] = await database.query(
          'SELECT extract(epoch FROM expires_at)::float8 AS end FROM revoked_tokens WHERE jti = $1',
          [jti],
        );
        expect(row!.end).toBeGreaterThanOrEqual(Number(decode(token).claims.exp));
      }
    } finally {
      await login.end();
    }
  });

  it('reads a token from standard input, which keeps it out of the shell history', async () => {
    const token = await tokenInUse();
    const { code } = await latchkey(
      { environment: replicas.environment, input: `${token}\n` },
      'tokens',
      'revoke',
      '-',
      '--side',
      'backoffice',
    );
    expect(code).toBe(0);
    expect(await untilRevoked(token)).toBeLessThan(AT_ONCE_MS);
  });

  it('rejects tokens it cannot revoke: a token of the other side, and a text that is no token', async () => {
    const token = await tokenInUse();
    for (const [text, side] of [
      [token, 'storefront'],
      [`${token.slice(0, -4)}AAAA`, 'backoffice'],
      ['nonsense', 'backoffice'],
    ] as const) {
      const { code, errors } = await run('tokens', 'revoke', text, '--side', side);
      expect({ code, errors }).toEqual({
        code: 1,
        errors: `latchkey: this is neither a token id (jti) nor a valid token of the ${side}\n`,
      });
    }
    expect(await judgements(token)).toEqual(['200 ok', '200 ok']);
  });

  it('revokes all tokens of a client, and a token issued right afterwards is valid', async () => {
    const other = await administration.createClient();
    const token = await tokenInUse(other);
    const { code, output } = await run('tokens', 'revoke', '--client', other.clientId, '--json');
    expect(code).toBe(0);
    const { tokensValidAfter } = JSON.parse(output);
    expect(JSON.parse(output)).toEqual({
      clientId: other.clientId,
      side: 'backoffice',
      name: expect.any(String),
      tokensValidAfter,
    });
    expect(await untilRevoked(token)).toBeLessThan(AT_ONCE_MS);
    await tokenInUse(other);
    const [event] = await database.query(
      `SELECT actor_type, side, subject_type, before, after FROM audit_events
       WHERE action = 'client.tokens_revoked' AND subject_id = $1`,
      [other.clientId],
    );
    expect(event).toEqual({
      actor_type: 'command',
      side: 'backoffice',
      subject_type: 'oauth-clients',
      before: { tokensValidAfter: null },
      after: { tokensValidAfter },
    });
    const shown = JSON.parse((await run('clients', 'show', other.clientId, '--json')).output);
    expect(shown.tokensValidAfter).toBe(tokensValidAfter);
  });

  it.each([
    [[]],
    [['nonsense']],
    [['--side', 'backoffice']],
    [['nonsense', '--side', 'backoffice', '--client', 'nobody']],
  ])('rejects the arguments %j', async (words) => {
    expect(await run('tokens', 'revoke', ...words)).toEqual({
      code: 64,
      output: '',
      errors: 'latchkey: give a token and its --side, or --client, or --refresh-token\n',
    });
  });

  it('reports a client that does not exist', async () => {
    const { code, errors } = await run('tokens', 'revoke', '--client', randomUUID());
    expect(code).toBe(4);
    expect(errors).toMatch(/there is no client/);
  });
});

describe('a process without its LISTEN connection', () => {
  it('checks the database after half a second, and accepts no token when that fails', async () => {
    const applications = await startSide('backoffice');
    try {
      const { backoffice, database: own } = applications;
      const revoked = backoffice.app.get(RevokedTokens);
      const notifications = backoffice.app.get(Notifications);
      const connectedUntil = vi.spyOn(notifications, 'connectedUntilMs', 'get');
      const jti = randomUUID();
      await own.query('ALTER TABLE revoked_tokens DISABLE TRIGGER ALL');
      expect(await revoked.isRevoked(jti)).toBe(false);
      connectedUntil.mockReturnValue(performance.now());
      await own.query(INSERT, [jti]);
      expect(await revoked.isRevoked(jti)).toBe(false);
      await expect
        .poll(async () => revoked.isRevoked(jti), { timeout: AT_ONCE_MS, interval: 10 })
        .toBe(true);
      expect(await revoked.isRevoked(randomUUID())).toBe(false);
      await own.query('ALTER TABLE revoked_tokens RENAME TO away');
      expect(await revoked.isRevoked(jti)).toBe(true);
      await expect(revoked.isRevoked(randomUUID())).rejects.toThrow('does not exist');
    } finally {
      await applications.stop();
    }
  });
});

describe('expired revocations', () => {
  it('are removed after an hour, from memory and the database; the others stay', async () => {
    const applications = await startSide('backoffice');
    try {
      const { backoffice } = applications;
      const revoked = backoffice.app.get(RevokedTokens);
      const ages = ['-2 hours', '-1 minute', '1 hour'];
      for (const age of ages) {
        await applications.database.query(
          `INSERT INTO revoked_tokens (side, jti, expires_at)
           VALUES ('backoffice', gen_random_uuid(), now() + $1::interval)`,
          [age],
        );
      }
      await expect.poll(() => revoked.size).toBe(3);
      await revoked.purge();
      expect(revoked.size).toBe(2);
      const rows = await applications.database.query('SELECT FROM revoked_tokens');
      expect(rows).toHaveLength(2);
    } finally {
      await applications.stop();
    }
  });
});
