import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Grants rows, verbs and columns to the applications. Two group roles of the PostgreSQL cluster
 * contain the applications' logins (`latchkey database roles`). The owner of the tables is not
 * restricted.
 *
 * A migration that creates a table must grant rights on it in the same way. Otherwise neither
 * application can use the table, and `test/e2e/isolation.spec.ts` fails:
 *
 *     ALTER TABLE things ENABLE ROW LEVEL SECURITY;
 *     CREATE POLICY backoffice ON things TO latchkey_backoffice USING (true);
 *     CREATE POLICY storefront ON things TO latchkey_storefront USING (side = 'storefront');
 *     GRANT SELECT, INSERT, UPDATE (name) ON things TO latchkey_storefront;
 *
 * - A policy without a verb applies to all verbs, and its USING also checks written rows.
 * - Locking a row (FOR UPDATE and the like) requires the right to update one of its columns.
 * - Revoke a function that is not a trigger (REVOKE ALL … FROM PUBLIC), then grant it as needed.
 * - Comparisons in a policy should be cheap, and comparisons in a statement leakproof. The
 * operators
 *   = and < of uuid, text, numbers and times are leakproof. Other operators use no index on a table
 *   whose policy is not `true`.
 */
export class Roles1795392000008 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);

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
   * Keeps the groups, because they belong to the cluster and other databases may use them. The
   * right of PUBLIC to create objects in the schema is not restored.
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

/** Returns the quoted name of the schema that a migration changes, for functions that name it. */
export async function schemaOf(queryRunner: QueryRunner): Promise<string> {
  const sql = 'SELECT quote_ident(current_schema()) AS schema';
  const [{ schema }] = (await queryRunner.query(sql)) as [{ schema: string }];
  return schema;
}

const BACKOFFICE = 'latchkey_backoffice';
const STOREFRONT = 'latchkey_storefront';

/** Tables on which at least one group has rights. */
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

/** All tables. Without a policy a table shows no row, even when rights are granted by mistake. */
const TABLES = [...SHARED, 'once', 'audit_head', 'migrations'];

/**
 * Trigger functions. Triggers fire for every role; without EXECUTE no role can make its own with
 * them.
 */
const FUNCTIONS = `touch_updated_at(), notify_client_changed(), notify_owner_changed(),
  notify_everything_changed(), notify_token_revoked()`;

/** Creates a group. Another database of the cluster may create it at the same moment. */
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

/**
 * Policies of a table whose rows belong to clients; the storefront sees those of its own clients.
 */
function ofStorefrontClients(table: string): string {
  return `
    CREATE POLICY backoffice ON ${table} TO ${BACKOFFICE} USING (true);
    CREATE POLICY storefront ON ${table} TO ${STOREFRONT} USING (EXISTS (
      SELECT FROM oauth_clients client
      WHERE client.client_id = ${table}.client_id AND client.side = 'storefront'));
  `;
}

/** Policies that give each application only its own rows, even when rows are public elsewhere. */
function ownRows(table: string): string {
  return `
    CREATE POLICY backoffice ON ${table} TO ${BACKOFFICE} USING (side = 'backoffice');
    CREATE POLICY storefront ON ${table} TO ${STOREFRONT} USING (side = 'storefront');
  `;
}

/**
 * The back office administers clients of both applications. The storefront counts the usage of its
 * own clients and ends a secret for its holder; it creates none.
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
 * A revocation cannot be removed until it has expired. UPDATE is for the row lock of the purge.
 * The keys of failed_attempts begin with the side.
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

/** The applications add and read keys; they do not change or delete them. */
const KEYS = `
  ${ownRows('signing_keys')}
  GRANT SELECT, INSERT ON signing_keys TO ${BACKOFFICE}, ${STOREFRONT};
`;

/**
 * Only the back office accesses staff. Both applications access customers; the storefront cannot
 * enable or confirm a person, or change the role to administrator.
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
    // The owner of the table, and roles with as many rights, are not subject to its policies.
    condition: `WHERE pg_has_role('${BACKOFFICE}', 'USAGE') OR NOT row_security_active('staff_users')`,
  })}
  GRANT SELECT ON client_owners TO ${BACKOFFICE}, ${STOREFRONT};
`;

/** Both applications add audit events and the back office reads them; a trigger moves the head. */
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
 * Builds the view. It reads its tables with the rights of its owner, so the staff need a condition
 * here. With security_barrier, no function of the caller sees a row before the condition.
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
