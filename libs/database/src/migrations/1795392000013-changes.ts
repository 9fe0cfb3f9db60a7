import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stores notifications as rows, in addition to NOTIFY. A process that cannot LISTEN selects the
 * rows that its previous snapshot did not show. Processes delete rows that all others have read.
 * Triggers write the rows with the rights of their owner, so neither application can forge a
 * notification.
 */
export class Changes1795392000013 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [{ schema }] = (await queryRunner.query(
      'SELECT quote_ident(current_schema()) AS schema',
    )) as [{ schema: string }];

    await queryRunner.query(`
      -- Said once in a transaction, however often, as NOTIFY does. By its number and not by a time:
      -- a time is from before the commit, and may be shown after a later one.
      CREATE TABLE changes (
        transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
        side        text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
        channel     text NOT NULL,
        payload     text NOT NULL,
        PRIMARY KEY (transaction, channel, payload)
      );

      CREATE FUNCTION notify_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify(NEW.channel, NEW.payload);
        RETURN NULL;
      END $$;

      CREATE TRIGGER changes_notify AFTER INSERT ON changes
        FOR EACH ROW EXECUTE FUNCTION notify_change();
      REVOKE ALL ON FUNCTION notify_change() FROM PUBLIC;

      ALTER TABLE changes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY backoffice ON changes TO latchkey_backoffice USING (side = 'backoffice');
      CREATE POLICY storefront ON changes TO latchkey_storefront USING (side = 'storefront');
      GRANT SELECT, DELETE ON changes TO latchkey_backoffice, latchkey_storefront;
    `);
    await queryRunner.query(written(schema));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SENT);
    await queryRunner.query('DROP TABLE changes; DROP FUNCTION notify_change');
  }
}

/** Redefines the existing trigger functions, so that they write rows. */
function written(schema: string): string {
  const definer = 'LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp';
  const insert = `INSERT INTO ${schema}.changes (side, channel, payload)`;

  return `
    CREATE OR REPLACE FUNCTION notify_client_changed() RETURNS trigger ${definer} AS $$
    BEGIN
      ${insert} SELECT side, 'clients_' || side, client_id::text FROM ${schema}.oauth_clients
        WHERE client_id IN (OLD.client_id, NEW.client_id) ON CONFLICT DO NOTHING;
      IF TG_TABLE_NAME = 'oauth_clients' THEN
        ${insert} VALUES (OLD.side, 'clients_' || OLD.side, OLD.client_id::text)
          ON CONFLICT DO NOTHING;
      END IF;
      RETURN NULL;
    END $$;

    CREATE OR REPLACE FUNCTION notify_owner_changed() RETURNS trigger ${definer} AS $$
    BEGIN
      ${insert} SELECT side, 'clients_' || side, client_id::text FROM ${schema}.oauth_clients
        WHERE side = TG_ARGV[0] AND owner_id IN (
          (to_jsonb(OLD) ->> TG_ARGV[1])::bigint, (to_jsonb(NEW) ->> TG_ARGV[1])::bigint)
        ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;

    CREATE OR REPLACE FUNCTION notify_everything_changed() RETURNS trigger ${definer} AS $$
    BEGIN
      ${insert} VALUES ('backoffice', 'clients_backoffice', '*'),
        ('storefront', 'clients_storefront', '*') ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;

    CREATE OR REPLACE FUNCTION notify_token_revoked() RETURNS trigger ${definer} AS $$
    BEGIN
      ${insert} VALUES (NEW.side, 'revoked_' || NEW.side,
          NEW.jti || ' ' || ceil(extract(epoch FROM NEW.expires_at))::bigint)
        ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;

    CREATE OR REPLACE FUNCTION notify_keys() RETURNS trigger ${definer} AS $$
    BEGIN
      IF TG_OP <> 'DELETE' THEN
        ${insert} VALUES (NEW.side, 'keys_' || NEW.side, TG_TABLE_NAME) ON CONFLICT DO NOTHING;
      ELSIF TG_TABLE_NAME = 'signing_keys' THEN
        ${insert} VALUES (OLD.side, 'keys_' || OLD.side, 'gone ' || OLD.kid)
          ON CONFLICT DO NOTHING;
      ELSE
        ${insert} VALUES (OLD.side, 'keys_' || OLD.side, TG_TABLE_NAME) ON CONFLICT DO NOTHING;
      END IF;
      RETURN NULL;
    END $$;
  `;
}

/** The trigger functions from the earlier migrations. */
const SENT = `
  CREATE OR REPLACE FUNCTION notify_client_changed() RETURNS trigger LANGUAGE plpgsql AS $$
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

  CREATE OR REPLACE FUNCTION notify_owner_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('clients_' || TG_ARGV[0], client_id::text) FROM oauth_clients
      WHERE side = TG_ARGV[0] AND owner_id IN (
        (to_jsonb(OLD) ->> TG_ARGV[1])::bigint, (to_jsonb(NEW) ->> TG_ARGV[1])::bigint);
    RETURN NULL;
  END $$;

  CREATE OR REPLACE FUNCTION notify_everything_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('clients_backoffice', '*'), pg_notify('clients_storefront', '*');
    RETURN NULL;
  END $$;

  CREATE OR REPLACE FUNCTION notify_token_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('revoked_' || NEW.side,
      NEW.jti || ' ' || ceil(extract(epoch FROM NEW.expires_at))::bigint);
    RETURN NULL;
  END $$;

  CREATE OR REPLACE FUNCTION notify_keys() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP <> 'DELETE' THEN
      PERFORM pg_notify('keys_' || NEW.side, TG_TABLE_NAME);
    ELSIF TG_TABLE_NAME = 'signing_keys' THEN
      PERFORM pg_notify('keys_' || OLD.side, 'gone ' || OLD.kid);
    ELSE
      PERFORM pg_notify('keys_' || OLD.side, TG_TABLE_NAME);
    END IF;
    RETURN NULL;
  END $$;
`;
