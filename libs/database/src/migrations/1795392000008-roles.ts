import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which rows, verbs and columns each application has. Two groups of the whole
 * cluster, in which the applications' logins are (`latchkey database roles`);
 * whoever owns the tables is not bound.
 *
 * A migration that makes a table says so of it in the same way, or neither
 * application can use it and `test/e2e/isolation.spec.ts` fails:
 *
 *     ALTER TABLE things ENABLE ROW LEVEL SECURITY;
 *     CREATE POLICY backoffice ON things TO latchkey_backoffice USING (true);
 *     CREATE POLICY storefront ON things TO latchkey_storefront USING (side = 'storefront');
 *     GRANT SELECT, INSERT, UPDATE (name) ON things TO latchkey_storefront;
 *
 * A policy without a verb is for all of them, and its USING is the check of what
 * is written, too. A row is locked (FOR UPDATE and the like) by who may update a
 * column of it. A function that is no trigger's is nobody's (REVOKE ALL … FROM
 * PUBLIC) until it is granted. What compares in a policy should be cheap, and what
 * compares in a statement leakproof, as = and < of uuid, text, numbers and times
 * are: other operators use no index on a table whose policy is not `true`.
 */
export class Roles1795392000008 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [{ schema }] = (await queryRunner.query(
      'SELECT quote_ident(current_schema()) AS schema',
    )) as [{ schema: string }];

    for (const group of [BACKOFFICE, STOREFRONT]) await queryRunner.query(makeGroup(group));
    await queryRunner.query(`
      REVOKE CREATE ON SCHEMA ${schema} FROM PUBLIC;
      GRANT USAGE ON SCHEMA ${schema} TO ${BACKOFFICE}, ${STOREFRONT};
      REVOKE ALL ON FUNCTION ${FUNCTIONS} FROM PUBLIC;
    `);
    for (const table of TABLES) {
      await queryRunner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    }
    for (const statements of [CLIENTS, TOKENS, KEYS, PEOPLE, AUDIT]) {
      await queryRunner.query(statements);
    }
  }

  /**
   * The groups stay, since they are the cluster's and other databases may use
   * them; and not everybody may create in the schema again.
   */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DO $$ DECLARE policy record; BEGIN
        FOR policy IN SELECT * FROM pg_policies WHERE schemaname = current_schema() LOOP
          EXECUTE format('DROP POLICY %I ON %I', policy.policyname, policy.tablename);
        END LOOP;
        EXECUTE format('REVOKE USAGE ON SCHEMA %I FROM ${BACKOFFICE}, ${STOREFRONT}', current_schema());
      END $$;
      REVOKE ALL ON ${SHARED.join(', ')}, client_owners FROM ${BACKOFFICE}, ${STOREFRONT};
      GRANT EXECUTE ON FUNCTION ${FUNCTIONS} TO PUBLIC;
      ${ownersView({ options: '', condition: '' })}
    `);
    for (const table of TABLES) {
      await queryRunner.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    }
  }
}

const BACKOFFICE = 'latchkey_backoffice';
const STOREFRONT = 'latchkey_storefront';

/** Those of which a group has anything. */
const SHARED = [
  'oauth_clients',
  'oauth_client_secrets',
  'client_networks',
  'client_usage',
  'client_scope_usage',
  'failed_attempts',
  'revoked_tokens',
  'used_proofs',
  'signing_keys',
  'staff_users',
  'roles',
  'staff_user_roles',
  'customer_users',
  'audit_events',
];

/** All of them. Without a policy a table shows no row, whatever somebody grants by mistake. */
const TABLES = [...SHARED, 'once', 'audit_head', 'migrations'];

/** Triggers fire for everybody; this is so that nobody makes triggers of his own with them. */
const FUNCTIONS = `touch_updated_at(), notify_client_changed(), notify_owner_changed(),
  notify_everything_changed(), notify_token_revoked()`;

/** Other databases of the cluster may do the same at the same moment. */
function makeGroup(group: string): string {
  return `
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${group}') THEN
        CREATE ROLE ${group} NOLOGIN;
      END IF;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL;
      WHEN insufficient_privilege THEN
        RAISE insufficient_privilege USING MESSAGE = format('%I may not create roles: as one who may, '
          'run CREATE ROLE ${BACKOFFICE} NOLOGIN; CREATE ROLE ${STOREFRONT} NOLOGIN; '
          'and then migrate again', current_user);
    END $$`;
}

/** For a table whose rows belong to a client: those of a client of the storefront. */
function ofStorefrontClients(table: string): string {
  return `
    CREATE POLICY backoffice ON ${table} TO ${BACKOFFICE} USING (true);
    CREATE POLICY storefront ON ${table} TO ${STOREFRONT} USING (EXISTS (
      SELECT FROM oauth_clients client
      WHERE client.client_id = ${table}.client_id AND client.side = 'storefront'));
  `;
}

/** Each side its own rows, and of the other's not even those that are public elsewhere. */
function ownRows(table: string): string {
  return `
    CREATE POLICY backoffice ON ${table} TO ${BACKOFFICE} USING (side = 'backoffice');
    CREATE POLICY storefront ON ${table} TO ${STOREFRONT} USING (side = 'storefront');
  `;
}

/**
 * The back office administers clients of both sides. The storefront counts what
 * its own do, and ends a secret for its holder; it makes none.
 */
const CLIENTS = `
  CREATE POLICY backoffice ON oauth_clients TO ${BACKOFFICE} USING (true);
  CREATE POLICY storefront ON oauth_clients TO ${STOREFRONT} USING (side = 'storefront');
  ${['oauth_client_secrets', 'client_networks', 'client_usage', 'client_scope_usage'].map(ofStorefrontClients).join('')}

  GRANT SELECT, INSERT, UPDATE, DELETE ON oauth_clients, oauth_client_secrets, client_networks,
    client_usage, client_scope_usage TO ${BACKOFFICE};

  GRANT SELECT, UPDATE (last_used_at) ON oauth_clients TO ${STOREFRONT};
  GRANT SELECT, UPDATE (last_used_at, last_used_address, use_count, expires_at)
    ON oauth_client_secrets TO ${STOREFRONT};
  GRANT SELECT, INSERT, UPDATE (last_used_at), DELETE ON client_networks TO ${STOREFRONT};
  GRANT SELECT, INSERT, UPDATE (tokens_issued, api_calls, denials), DELETE
    ON client_usage TO ${STOREFRONT};
  GRANT SELECT, INSERT, UPDATE (uses, last_used_at) ON client_scope_usage TO ${STOREFRONT};
`;

/**
 * What was revoked stays so until it has expired. UPDATE is for the lock of who
 * purges. The keys of failed_attempts begin with the side.
 */
const TOKENS = `
  CREATE POLICY backoffice_reads ON revoked_tokens FOR SELECT TO ${BACKOFFICE} USING (true);
  CREATE POLICY backoffice_adds ON revoked_tokens FOR INSERT TO ${BACKOFFICE} WITH CHECK (true);
  CREATE POLICY backoffice_locks ON revoked_tokens FOR UPDATE TO ${BACKOFFICE}
    USING (expires_at < now());
  CREATE POLICY backoffice_forgets ON revoked_tokens FOR DELETE TO ${BACKOFFICE}
    USING (expires_at < now());
  CREATE POLICY storefront_reads ON revoked_tokens FOR SELECT TO ${STOREFRONT}
    USING (side = 'storefront');
  CREATE POLICY storefront_adds ON revoked_tokens FOR INSERT TO ${STOREFRONT}
    WITH CHECK (side = 'storefront');
  CREATE POLICY storefront_locks ON revoked_tokens FOR UPDATE TO ${STOREFRONT}
    USING (side = 'storefront' AND expires_at < now());
  CREATE POLICY storefront_forgets ON revoked_tokens FOR DELETE TO ${STOREFRONT}
    USING (side = 'storefront' AND expires_at < now());
  GRANT SELECT, INSERT, UPDATE (revoked_at), DELETE ON revoked_tokens TO ${BACKOFFICE}, ${STOREFRONT};

  ${ownRows('used_proofs')}
  GRANT SELECT, INSERT, UPDATE (expires_at), DELETE ON used_proofs TO ${BACKOFFICE}, ${STOREFRONT};

  CREATE POLICY backoffice ON failed_attempts TO ${BACKOFFICE} USING (starts_with(key, 'backoffice '));
  CREATE POLICY storefront ON failed_attempts TO ${STOREFRONT} USING (starts_with(key, 'storefront '));
  GRANT SELECT, INSERT, UPDATE (points, expire), DELETE ON failed_attempts TO ${BACKOFFICE}, ${STOREFRONT};
`;

/** A key is added and read; what else becomes of it is not the applications' to do. */
const KEYS = `
  ${ownRows('signing_keys')}
  GRANT SELECT, INSERT ON signing_keys TO ${BACKOFFICE}, ${STOREFRONT};
`;

/**
 * Staff is the back office's alone. Customers are everybody's; the storefront
 * does not enable, confirm or make one an administrator.
 */
const PEOPLE = `
  CREATE POLICY backoffice ON staff_users TO ${BACKOFFICE} USING (true);
  CREATE POLICY backoffice ON roles TO ${BACKOFFICE} USING (true);
  CREATE POLICY backoffice ON staff_user_roles TO ${BACKOFFICE} USING (true);
  CREATE POLICY everybody ON customer_users TO ${BACKOFFICE}, ${STOREFRONT} USING (true);

  GRANT SELECT, INSERT, UPDATE, DELETE ON staff_users, roles, customer_users TO ${BACKOFFICE};
  GRANT SELECT, INSERT, DELETE ON staff_user_roles TO ${BACKOFFICE};
  GRANT SELECT, DELETE,
    INSERT (email, name_prefix, first_name, middle_name, last_name, name_suffix, birthday),
    UPDATE (email, name_prefix, first_name, middle_name, last_name, name_suffix, birthday)
    ON customer_users TO ${STOREFRONT};

  ${ownersView({
    options: 'WITH (security_barrier)',
    // Who is not bound by the policies of the table is its owner, or may as much.
    condition: `WHERE pg_has_role('${BACKOFFICE}', 'USAGE') OR NOT row_security_active('staff_users')`,
  })}
  GRANT SELECT ON client_owners TO ${BACKOFFICE}, ${STOREFRONT};
`;

/** The trail is added to by both and read by the back office; the trigger moves the head as its owner. */
const AUDIT = `
  CREATE POLICY backoffice_reads ON audit_events FOR SELECT TO ${BACKOFFICE} USING (true);
  CREATE POLICY backoffice_adds ON audit_events FOR INSERT TO ${BACKOFFICE} WITH CHECK (true);
  CREATE POLICY storefront_adds ON audit_events FOR INSERT TO ${STOREFRONT}
    WITH CHECK (side = 'storefront');
  GRANT SELECT ON audit_events TO ${BACKOFFICE};
  GRANT INSERT (actor_type, actor, side, action, subject_type, subject_id, before, after, reason,
    occurrences, request_id, address) ON audit_events TO ${BACKOFFICE}, ${STOREFRONT};
`;

/**
 * It reads its tables as its owner, whoever asks, so the staff needs a condition
 * here. A barrier, so that no function of who asks sees a row before the condition.
 */
function ownersView({ options, condition }: { options: string; condition: string }): string {
  return `
    CREATE OR REPLACE VIEW client_owners (side, id, active, role, scopes) ${options} AS
      SELECT 'backoffice', id, enabled, NULL,
             ARRAY(SELECT DISTINCT unnest(roles.scopes)
                   FROM staff_user_roles JOIN roles ON roles.id = role_id
                   WHERE user_id = staff_users.id)
      FROM staff_users ${condition}
      UNION ALL
      SELECT 'storefront', id, enabled AND confirmed, role, NULL FROM customer_users;
  `;
}
