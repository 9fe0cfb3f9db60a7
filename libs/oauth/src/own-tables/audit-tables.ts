import { timesBounded } from './fragments.js';

/** The columns of every event, sealed or not. */
const EVENT_COLUMNS = `actor_type text NOT NULL,
  actor text NOT NULL,
  side text,
  action text NOT NULL,
  subject_type text,
  subject_id text,
  before jsonb,
  after jsonb,
  reason text,
  occurrences integer DEFAULT 1 NOT NULL,
  request_id text,
  address text`;

/** The tables of the audit trail. `own` stands for the schema. */
export const AUDIT_TABLES = `
CREATE TABLE own.audit_events (
  id bigint NOT NULL,
  occurred_at timestamptz NOT NULL,
  ${EVENT_COLUMNS},
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  salt uuid,
  details_hash bytea,
  CONSTRAINT audit_events_pkey PRIMARY KEY (id),
  CONSTRAINT audit_events_actor_type_check CHECK ((actor_type = ANY (ARRAY['client'::text,
    'command'::text, 'holder'::text, 'system'::text, 'anonymous'::text,
    'person'::text]))),
  CONSTRAINT audit_events_details_hash_check CHECK ((length(details_hash) = 32)),
  CONSTRAINT audit_events_hash_check CHECK ((length(hash) = 32)),
  CONSTRAINT audit_events_occurrences_check CHECK ((occurrences > 0)),
  CONSTRAINT audit_events_previous_hash_check CHECK ((length(previous_hash) = 32)),
  ${timesBounded('audit_events', 'occurred_at')}
);
CREATE INDEX audit_events_action_idx ON own.audit_events (action, id);
CREATE INDEX audit_events_actor_idx ON own.audit_events (actor, id);
CREATE INDEX audit_events_occurred_at_idx ON own.audit_events (occurred_at, id);
CREATE INDEX audit_events_request_id_idx ON own.audit_events (request_id, id);
CREATE INDEX audit_events_side_idx ON own.audit_events (side, id);
CREATE INDEX audit_events_subject_idx ON own.audit_events (subject_id, subject_type, id);
CREATE INDEX audit_events_subject_type_idx ON own.audit_events (subject_type, id);
CREATE TABLE own.audit_head (
  sole boolean DEFAULT true NOT NULL,
  id bigint NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_head_pkey PRIMARY KEY (sole),
  CONSTRAINT audit_head_hash_check CHECK ((length(hash) = 32)),
  CONSTRAINT audit_head_sole_check CHECK (sole)
);
CREATE TABLE own.unsealed_audit_events (
  entry bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  occurred_at timestamptz DEFAULT clock_timestamp() NOT NULL,
  ${EVENT_COLUMNS},
  CONSTRAINT unsealed_audit_events_pkey PRIMARY KEY (entry),
  CONSTRAINT audit_events_actor_type_check CHECK ((actor_type = ANY (ARRAY['client'::text,
    'command'::text, 'holder'::text, 'system'::text, 'anonymous'::text,
    'person'::text]))),
  CONSTRAINT audit_events_occurrences_check CHECK ((occurrences > 0)),
  ${timesBounded('audit_events', 'occurred_at')}
);
`;
