import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds the attributes that administrators set on a client, owners and their roles, several secrets
 * per client with their own life cycle, usage data, and notifications that inform every process of
 * a change at once.
 */
export class ClientAdministration1795392000004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statements of [CLIENTS, OWNERS, USAGE, NOTIFICATIONS]) {
      await queryRunner.query(statements);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER oauth_clients_changed ON oauth_clients;
      DROP TRIGGER oauth_clients_emptied ON oauth_clients;
      DROP TRIGGER oauth_client_secrets_changed ON oauth_client_secrets;
      DROP TRIGGER oauth_client_secrets_emptied ON oauth_client_secrets;
      DROP TRIGGER staff_users_owner_changed ON staff_users;
      DROP TRIGGER customer_users_owner_changed ON customer_users;
      DROP TRIGGER staff_users_emptied ON staff_users;
      DROP TRIGGER customer_users_emptied ON customer_users;
      DROP TABLE failed_attempts, client_scope_usage, client_usage, client_networks;
      DROP VIEW client_owners;
      DROP TABLE staff_user_roles, roles;
      DROP FUNCTION notify_client_changed, notify_owner_changed, notify_everything_changed;
      DROP TRIGGER oauth_clients_touch ON oauth_clients;
      ALTER TABLE customer_users DROP role;
      ALTER TABLE oauth_client_secrets DROP label, DROP not_before, DROP expires_at,
        DROP deprecated_at, DROP last_used_at, DROP last_used_address, DROP use_count;
      DROP INDEX oauth_client_secrets_hash_key, oauth_clients_side_idx, oauth_clients_side_name_idx,
        oauth_clients_enabled_idx, oauth_clients_name_idx, oauth_clients_created_at_idx,
        oauth_clients_updated_at_idx;
      ALTER TABLE oauth_clients DROP idle_since, DROP description, DROP access_token_lifetime,
        DROP allowed_networks, DROP expires_at, DROP owner_id, DROP contact, DROP last_used_at,
        ADD CONSTRAINT oauth_clients_side_name_key UNIQUE (side, name);
      CREATE TRIGGER oauth_clients_touch BEFORE UPDATE ON oauth_clients
        FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
    `);
  }
}

/** `idle_since` serves the filter "unused since"; an unused client counts from its creation. */
const CLIENTS = `
  ALTER TABLE oauth_clients
    ADD description           text CHECK (length(description) <= 1000),
    ADD access_token_lifetime integer CHECK (access_token_lifetime BETWEEN 60 AND 86400),
    ADD allowed_networks      cidr[] NOT NULL DEFAULT '{}'
                              CHECK (cardinality(allowed_networks) <= 100),
    ADD expires_at            timestamptz,
    ADD owner_id              bigint,
    ADD contact               text CHECK (length(contact) <= 255),
    ADD last_used_at          timestamptz,
    ADD idle_since            timestamptz NOT NULL
                              GENERATED ALWAYS AS (coalesce(last_used_at, created_at)) STORED,
    DROP CONSTRAINT oauth_clients_side_name_key;

  CREATE UNIQUE INDEX oauth_clients_name_key ON oauth_clients (side, coalesce(owner_id, 0), name);
  CREATE INDEX oauth_clients_side_idx ON oauth_clients (side, client_id);
  CREATE INDEX oauth_clients_side_name_idx ON oauth_clients (side, name, client_id);
  CREATE INDEX oauth_clients_enabled_idx ON oauth_clients (enabled, client_id);
  CREATE INDEX oauth_clients_owner_id_idx ON oauth_clients (owner_id, client_id);
  CREATE INDEX oauth_clients_name_idx ON oauth_clients (name, client_id);
  CREATE INDEX oauth_clients_expires_at_idx ON oauth_clients (expires_at, client_id);
  CREATE INDEX oauth_clients_created_at_idx ON oauth_clients (created_at, client_id);
  CREATE INDEX oauth_clients_updated_at_idx ON oauth_clients (updated_at, client_id);
  CREATE INDEX oauth_clients_last_used_at_idx ON oauth_clients (last_used_at, client_id);
  CREATE INDEX oauth_clients_idle_since_idx ON oauth_clients (idle_since, client_id);

  -- The columns that count use are not a change of the client.
  DROP TRIGGER oauth_clients_touch ON oauth_clients;
  CREATE TRIGGER oauth_clients_touch
    BEFORE UPDATE OF name, description, scopes, access_token_lifetime, allowed_networks, enabled,
      expires_at, owner_id, contact ON oauth_clients
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

  ALTER TABLE oauth_client_secrets
    ADD label             text NOT NULL DEFAULT '' CHECK (length(label) <= 100),
    ADD not_before        timestamptz,
    ADD expires_at        timestamptz,
    ADD deprecated_at     timestamptz,
    ADD last_used_at      timestamptz,
    ADD last_used_address text,
    ADD use_count         bigint NOT NULL DEFAULT 0;

  CREATE UNIQUE INDEX oauth_client_secrets_hash_key ON oauth_client_secrets (hash);
`;

/**
 * The view is the only data about people that the OAuth endpoints can read: whether an owner is
 * active, and the owner's rights. A storefront owner has a role, whose scopes are in config.yml; a
 * back-office owner has scopes.
 */
const OWNERS = `
  CREATE TABLE roles (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    description text CHECK (length(description) <= 1000),
    scopes      text[] NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
  );

  CREATE UNIQUE INDEX roles_name_key ON roles (lower(name));
  CREATE INDEX roles_created_at_idx ON roles (created_at, id);
  CREATE INDEX roles_updated_at_idx ON roles (updated_at, id);
  CREATE TRIGGER roles_touch BEFORE UPDATE ON roles
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

  CREATE TABLE staff_user_roles (
    user_id bigint NOT NULL REFERENCES staff_users ON DELETE CASCADE,
    role_id bigint NOT NULL REFERENCES roles,
    PRIMARY KEY (user_id, role_id)
  );

  CREATE INDEX staff_user_roles_role_id_idx ON staff_user_roles (role_id);

  ALTER TABLE customer_users
    ADD role text NOT NULL DEFAULT 'buyer' CHECK (role IN ('buyer', 'administrator'));

  CREATE VIEW client_owners (side, id, active, role, scopes) AS
    SELECT 'backoffice', id, enabled, NULL,
           ARRAY(SELECT DISTINCT unnest(roles.scopes)
                 FROM staff_user_roles JOIN roles ON roles.id = role_id
                 WHERE user_id = staff_users.id)
    FROM staff_users
    UNION ALL
    SELECT 'storefront', id, enabled AND confirmed, role, NULL FROM customer_users;
`;

/** `failed_attempts` has the columns that rate-limiter-flexible requires. */
const USAGE = `
  CREATE TABLE client_networks (
    client_id    uuid NOT NULL REFERENCES oauth_clients ON DELETE CASCADE,
    network      cidr NOT NULL,
    last_used_at timestamptz NOT NULL,
    PRIMARY KEY (client_id, network)
  );

  CREATE TABLE client_usage (
    client_id     uuid NOT NULL REFERENCES oauth_clients ON DELETE CASCADE,
    hour          timestamptz NOT NULL,
    tokens_issued integer NOT NULL DEFAULT 0,
    api_calls     integer NOT NULL DEFAULT 0,
    denials       integer NOT NULL DEFAULT 0,
    PRIMARY KEY (client_id, hour)
  );

  CREATE INDEX client_usage_hour_idx ON client_usage (hour);

  CREATE TABLE client_scope_usage (
    client_id    uuid NOT NULL REFERENCES oauth_clients ON DELETE CASCADE,
    scope        text NOT NULL,
    uses         bigint NOT NULL,
    last_used_at timestamptz NOT NULL,
    PRIMARY KEY (client_id, scope)
  );

  CREATE TABLE failed_attempts (
    key    varchar(255) PRIMARY KEY,
    points integer NOT NULL DEFAULT 0,
    expire bigint
  );

  CREATE INDEX failed_attempts_expire_idx ON failed_attempts (expire);
`;

/**
 * Sends the id of each client whose rights have changed on the channel of its application, or '*'
 * for too many to name. Triggers send it, so that a change by hand in SQL has the same effect as
 * one through the API.
 */
const NOTIFICATIONS = `
  CREATE FUNCTION notify_client_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP <> 'INSERT' THEN
      PERFORM pg_notify('clients_' || side, client_id::text) FROM oauth_clients
        WHERE client_id = OLD.client_id;
      IF TG_TABLE_NAME = 'oauth_clients' THEN
        PERFORM pg_notify('clients_' || OLD.side, OLD.client_id::text);
      END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
      PERFORM pg_notify('clients_' || side, client_id::text) FROM oauth_clients
        WHERE client_id = NEW.client_id;
    END IF;
    RETURN NULL;
  END $$;

  CREATE TRIGGER oauth_clients_changed
    AFTER DELETE OR UPDATE OF client_id, side, scopes, access_token_lifetime, allowed_networks,
      enabled, expires_at, owner_id ON oauth_clients
    FOR EACH ROW EXECUTE FUNCTION notify_client_changed();

  CREATE TRIGGER oauth_client_secrets_changed
    AFTER INSERT OR DELETE OR UPDATE OF client_id, hash, not_before, expires_at, deprecated_at
      ON oauth_client_secrets
    FOR EACH ROW EXECUTE FUNCTION notify_client_changed();

  -- Its arguments: the side, and the column that holds the owner's id.
  CREATE FUNCTION notify_owner_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('clients_' || TG_ARGV[0], client_id::text) FROM oauth_clients
      WHERE side = TG_ARGV[0] AND owner_id IN (
        (to_jsonb(OLD) ->> TG_ARGV[1])::bigint, (to_jsonb(NEW) ->> TG_ARGV[1])::bigint);
    RETURN NULL;
  END $$;

  CREATE TRIGGER staff_users_owner_changed AFTER DELETE OR UPDATE OF id, enabled ON staff_users
    FOR EACH ROW EXECUTE FUNCTION notify_owner_changed('backoffice', 'id');
  CREATE TRIGGER staff_user_roles_changed AFTER INSERT OR DELETE OR UPDATE ON staff_user_roles
    FOR EACH ROW EXECUTE FUNCTION notify_owner_changed('backoffice', 'user_id');
  CREATE TRIGGER customer_users_owner_changed
    AFTER DELETE OR UPDATE OF id, enabled, confirmed, role ON customer_users
    FOR EACH ROW EXECUTE FUNCTION notify_owner_changed('storefront', 'id');

  CREATE FUNCTION notify_everything_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('clients_backoffice', '*'), pg_notify('clients_storefront', '*');
    RETURN NULL;
  END $$;

  CREATE TRIGGER roles_changed AFTER UPDATE OF scopes ON roles
    FOR EACH ROW EXECUTE FUNCTION notify_everything_changed();
  CREATE TRIGGER oauth_clients_emptied AFTER TRUNCATE ON oauth_clients
    EXECUTE FUNCTION notify_everything_changed();
  CREATE TRIGGER oauth_client_secrets_emptied AFTER TRUNCATE ON oauth_client_secrets
    EXECUTE FUNCTION notify_everything_changed();
  CREATE TRIGGER staff_users_emptied AFTER TRUNCATE ON staff_users
    EXECUTE FUNCTION notify_everything_changed();
  CREATE TRIGGER staff_user_roles_emptied AFTER TRUNCATE ON staff_user_roles
    EXECUTE FUNCTION notify_everything_changed();
  CREATE TRIGGER customer_users_emptied AFTER TRUNCATE ON customer_users
    EXECUTE FUNCTION notify_everything_changed();
`;
