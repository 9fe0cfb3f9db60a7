import { editTrail } from './audit-edits.js';
import type { TestDatabase } from './database.js';

/**
 * Replaces the trail by this many events of the year 2026, one each minute, without a chain of hashes.
 * `at` is the SQL of other columns, in which `n` is the id: `{ action: "'done.' || n % 2" }`.
 */
export async function plantEvents(
  database: TestDatabase,
  count: number,
  at: Readonly<Record<string, string>> = {},
): Promise<void> {
  const columns: Record<string, string> = {
    occurred_at: "timestamptz '2026-01-01Z' + n * interval '1 minute'",
    actor_type: "'client'",
    actor: "'erp'",
    side: "'backoffice'",
    action: "'role.updated'",
    subject_type: "'roles'",
    subject_id: 'n % 100',
    before: `jsonb_build_object('label', 'old ' || n)`,
    after: `jsonb_build_object('label', 'new ' || n)`,
    ...at,
  };
  await editTrail(
    database,
    'TRUNCATE audit_events',
    `INSERT INTO audit_events (id, previous_hash, hash, ${Object.keys(columns).join(', ')})
     SELECT n, sha256(''), sha256(''),
       ${Object.values(columns).join(', ')}
     FROM generate_series(1, ${count}) n`,
    `UPDATE audit_head SET id = ${count}, hash = sha256('')`,
  );
  await database.query('VACUUM ANALYZE audit_events');
}
