import { once } from 'node:events';
import { Client } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { clientConfig } from './connection-target.js';

/** Milliseconds for one step of a check; each usually takes one. */
const ANSWER_MS = 5_000;

/** Milliseconds that a notification may take; it usually arrives within one. */
const NOTIFICATION_MS = 2_000;

/** Prefix of the reason, which the operator cannot guess from a failed statement. */
const UNSUITABLE = 'this database engine cannot run Latchkey';

/** The pages that name the supported engines. */
const SEE = 'Latchkey supports PostgreSQL 15 to 18';

/**
 * Checks that the engine does what Latchkey relies on. Engines that speak the protocol of PostgreSQL
 * may accept a statement that has no effect there, so each check observes an effect in two sessions.
 * Without these effects, two processes would migrate or seal at a time, and a process would not learn
 * that a client was disabled.
 *
 * @throws Error with the reason
 */
export async function requireEngine(
  dataSource: DataSource,
  { listens }: { listens: boolean },
): Promise<void> {
  const other = new Client({
    ...clientConfig(dataSource),
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  });
  other.on('error', () => {}); // the statement that waits for the connection fails as well
  await other.connect();
  try {
    await requireLocks(dataSource, other);
    if (listens) await requireNotifications(dataSource, other);
  } finally {
    await other.end();
  }
}

/** Takes a lock in a transaction, and requires that another session does not get it meanwhile. */
async function requireLocks(dataSource: DataSource, other: Client): Promise<void> {
  const key = randomKey();
  const isTaken = await dataSource.transaction(async (holder) => {
    await holder.query('SELECT pg_advisory_xact_lock($1)', [key]);
    const { rows } = await other.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_xact_lock($1) AS taken',
      [key],
    );
    return rows[0]?.taken;
  });
  if (isTaken !== false) {
    throw new Error(
      `${UNSUITABLE}: two sessions got the same advisory lock, so two processes could migrate the ` +
        `schema or rotate a key at the same time. ${SEE}`,
    );
  }
}

/** Another process may check at the same time. The number is no secret. */
function randomKey(): number {
  return Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
}

/** Requires that a session which listens learns of the NOTIFY of another session. */
async function requireNotifications(dataSource: DataSource, other: Client): Promise<void> {
  const channel = `latchkey_check_${randomKey()}`;
  await other.query(`LISTEN ${channel}`);
  const arrived = once(other, 'notification', { signal: AbortSignal.timeout(NOTIFICATION_MS) });
  arrived.catch(() => {}); // the statement below may fail first
  await dataSource.query('SELECT pg_notify($1, $2)', [channel, '']);
  try {
    await arrived;
  } catch {
    throw new Error(
      'no notification arrives from the database, so a disabled client would keep working: the database ' +
        'is behind a pooler that keeps no session, or its engine has no LISTEN: ' +
        'set database.changes (DATABASE_CHANGES) to poll, or connect directly',
    );
  }
}

/**
 * A table with the triggers of `trigger_checks`, which a migration makes for the applications: the
 * trigger of each row marks it, and that of each statement deletes all rows.
 */
const CHECKED_TABLE = `
  CREATE TABLE owner_trigger_checks (fired boolean);
  CREATE FUNCTION owner_trigger_check() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_LEVEL = 'STATEMENT' THEN DELETE FROM owner_trigger_checks; END IF;
      NEW.fired := true;
      RETURN NEW;
    END $$;
  CREATE TRIGGER each_row BEFORE INSERT ON owner_trigger_checks
    FOR EACH ROW EXECUTE FUNCTION owner_trigger_check();
  CREATE TRIGGER each_statement AFTER INSERT ON owner_trigger_checks
    FOR EACH STATEMENT EXECUTE FUNCTION owner_trigger_check()`;

/**
 * Checks triggers as the owner of the tables, before the first migration. The table of the check is
 * rolled back.
 *
 * @throws Error with the reason
 */
export async function requireTriggersOfOwner(owner: DataSource): Promise<void> {
  const runner = owner.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(CHECKED_TABLE);
    await requireFired(runner, 'owner_trigger_checks');
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/**
 * Checks triggers with the login of an application.
 *
 * @throws Error with the reason
 */
export async function requireTriggers(dataSource: DataSource): Promise<void> {
  await requireFired(dataSource, 'trigger_checks');
}

async function requireFired(session: DataSource | QueryRunner, table: string): Promise<void> {
  const [row] = (await session.query(
    `INSERT INTO ${table} (fired) VALUES (false) RETURNING fired`,
  )) as [{ fired: boolean }];
  const left = (await session.query(`SELECT FROM ${table} LIMIT 1`)) as unknown[];
  if (!row.fired || left.length > 0) throw withoutTriggers();
}

function withoutTriggers(): Error {
  return new Error(
    `${UNSUITABLE}: a trigger had no effect, so changes would be neither announced nor limited, and the ` +
      `audit trail could be changed. On PostgreSQL, session_replication_role must be origin. ${SEE}`,
  );
}
