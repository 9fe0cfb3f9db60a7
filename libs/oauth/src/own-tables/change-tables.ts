import { timesBounded } from './fragments.js';

/** The tables of changes and of work that is done once. `own` stands for the schema. */
export const CHANGES_TABLES = `
CREATE TABLE own.changes (
  transaction xid8 DEFAULT pg_current_xact_id() NOT NULL,
  side text NOT NULL,
  channel text NOT NULL,
  payload text NOT NULL,
  at timestamptz DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT changes_pkey PRIMARY KEY (transaction, channel, payload),
  CONSTRAINT changes_side_check CHECK (side ~ '^[a-z][a-z0-9_]{0,39}$'),
  ${timesBounded('changes', 'at')}
);
CREATE TABLE own.once (
  name text NOT NULL,
  done_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT once_pkey PRIMARY KEY (name),
  ${timesBounded('once', 'done_at')}
);
`;

/** Their functions and triggers. */
export const CHANGES_FUNCTIONS = `
CREATE FUNCTION own.notify_change() RETURNS trigger LANGUAGE plpgsql AS $function$
      BEGIN
        IF pg_notification_queue_usage() < 0.9 THEN
          PERFORM pg_notify(NEW.channel, NEW.payload);
        END IF;
        RETURN NULL;
      END $function$;
CREATE FUNCTION own.touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $function$
      BEGIN
        NEW.updated_at := now();
        RETURN NEW;
      END $function$;

CREATE TRIGGER changes_notify AFTER INSERT ON own.changes FOR EACH ROW EXECUTE FUNCTION
    own.notify_change();
`;
