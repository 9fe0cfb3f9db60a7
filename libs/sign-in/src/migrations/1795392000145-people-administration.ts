import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets the back office administer the sessions and authentication factors of the people of both
 * sides. Views show them without secrets and hashes.
 */
export class PeopleAdministration1795392000145 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, { columns, from }] of Object.entries(VIEWS)) {
      await queryRunner.query(`
        CREATE VIEW ${name} WITH (security_barrier) AS SELECT ${columns} FROM ${from};
        GRANT SELECT, DELETE ON ${name} TO latchkey_backoffice;
      `);
    }
    await queryRunner.query(SESSIONS);
    await queryRunner.query(`
      CREATE INDEX sessions_created_at_idx ON sessions (created_at, id);
      DROP INDEX sessions_person_idx;
      CREATE INDEX sessions_person_idx ON sessions (person_id, side, id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX sessions_created_at_idx, sessions_person_idx;
      CREATE INDEX sessions_person_idx ON sessions (side, person_id);
      DROP VIEW person_sessions, ${Object.keys(VIEWS).join(', ')};
      DROP POLICY backoffice ON sessions;
      CREATE POLICY backoffice ON sessions TO latchkey_backoffice USING (side = 'backoffice');
    `);
  }
}

/**
 * The back office sees and ends all sessions, and starts and changes those of its people. The view has
 * the rights of the caller, so no condition is a barrier to the index of a long list.
 */
const SESSIONS = `
  DROP POLICY backoffice ON sessions;
  CREATE POLICY backoffice ON sessions TO latchkey_backoffice
    USING (true) WITH CHECK (side = 'backoffice');
  CREATE VIEW person_sessions WITH (security_invoker) AS
    SELECT id, side, person_id, amr, acr, user_agent, address, created_at, authenticated_at,
      last_seen_at, expires_at
    FROM sessions WHERE expires_at > now();
  GRANT SELECT, DELETE ON person_sessions TO latchkey_backoffice;
`;

/**
 * The rights of their owner reach the rows of the storefront, whose tables stay closed to the back
 * office. Each view is updatable: a deletion deletes the row of its table, with the triggers there.
 */
const VIEWS: Readonly<Record<string, { columns: string; from: string }>> = {
  person_pending_sign_ins: { columns: 'side, person_id', from: 'pending_sign_ins' },
  person_passwords: { columns: 'side, person_id, changed_at', from: 'passwords' },
  // Without `confirmed_at`, the app is not set up yet.
  person_authenticator_apps: {
    columns: 'side, person_id, confirmed_at',
    from: 'totp_secrets',
  },
  person_recovery_codes: {
    columns: 'side, person_id, created_at, used_at',
    from: 'recovery_codes',
  },
  person_passkeys: {
    columns: 'id, side, person_id, name, created_at, last_used_at',
    from: 'passkeys',
  },
};
