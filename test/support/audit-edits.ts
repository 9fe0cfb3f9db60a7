import type { TestDatabase } from './database.js';

const TABLES = ['audit_events', 'audit_head', 'unsealed_audit_events', 'audit_verifications'];

/** Runs the statements as the owner of the tables, with disabled triggers, after sealing all events. */
export async function editTrail(database: TestDatabase, ...statements: string[]): Promise<void> {
  await database.seal();
  await withoutTriggers(database, statements);
}

async function withoutTriggers(database: TestDatabase, statements: string[]): Promise<void> {
  for (const table of TABLES) {
    await database.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
  }
  for (const statement of statements) await database.query(statement);
  for (const table of TABLES) {
    await database.query(`ALTER TABLE ${table} ENABLE TRIGGER ALL`);
  }
}

/**
 * Permits events of any size and depth, as in a version without these bounds, until `editTrail` or
 * `emptyTrail` enables the triggers again.
 */
export async function withoutBounds(database: TestDatabase): Promise<void> {
  await database.query(
    'ALTER TABLE unsealed_audit_events DISABLE TRIGGER unsealed_audit_events_bounds',
  );
}

/** Removes every event, as in a new database. */
export async function emptyTrail(database: TestDatabase): Promise<void> {
  await withoutTriggers(database, [
    'TRUNCATE audit_events, audit_head, unsealed_audit_events, audit_verifications',
    `INSERT INTO audit_head (id, hash) VALUES (0, decode(repeat('00', 32), 'hex'))`,
  ]);
}

/** Returns SQL that recomputes the hashes of an event as the trigger does. */
export function rehash(id: number): string {
  return `
    UPDATE audit_events SET details_hash = sha256(convert_to(jsonb_build_array(
      salt, actor, subject_id, before::text, after::text, reason, address)::text, 'UTF8'))
    WHERE id = ${id};
    UPDATE audit_events SET hash = sha256(convert_to(jsonb_build_array(
      id, extract(epoch FROM occurred_at)::text, actor_type, side, action, subject_type,
      occurrences, request_id, encode(details_hash, 'hex'))::text, 'UTF8') || previous_hash)
    WHERE id = ${id}`;
}

/** SQL that rewrites all events as they were before events had a salt. */
export const AS_BEFORE = `
  DO $$ DECLARE event record; last bytea := decode(repeat('00', 32), 'hex'); BEGIN
    FOR event IN SELECT id FROM audit_events ORDER BY id LOOP
      UPDATE audit_events SET salt = NULL, details_hash = NULL, previous_hash = last,
        hash = sha256(convert_to(jsonb_build_array(id, extract(epoch FROM occurred_at)::text,
          actor_type, actor, side, action, subject_type, subject_id, before::text, after::text,
          reason, occurrences, request_id, address)::text, 'UTF8') || last)
      WHERE id = event.id RETURNING hash INTO last;
    END LOOP;
    UPDATE audit_head SET hash = last;
  END $$`;
