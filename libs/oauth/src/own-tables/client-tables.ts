import { referenceToClient, timesBounded } from './fragments.js';

/** The tables of clients, their secrets and their use. `own` stands for the schema. */
export const CLIENTS_TABLES = `
CREATE TABLE own.oauth_clients (
  client_id uuid NOT NULL,
  side text NOT NULL,
  name text NOT NULL,
  scopes text[] NOT NULL,
  enabled boolean DEFAULT true NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  updated_at timestamptz DEFAULT now() NOT NULL,
  description text,
  access_token_lifetime integer,
  allowed_networks cidr[] DEFAULT '{}'::cidr[] NOT NULL,
  expires_at timestamptz,
  owner_id bigint,
  contact text,
  last_used_at timestamptz,
  idle_since timestamptz GENERATED ALWAYS AS (COALESCE(last_used_at, created_at)) STORED NOT
    NULL,
  tokens_valid_after timestamptz,
  jwks jsonb,
  jwks_uri text,
  dpop_bound_access_tokens boolean DEFAULT false NOT NULL,
  limits jsonb,
  CONSTRAINT oauth_clients_pkey PRIMARY KEY (client_id),
  CONSTRAINT oauth_clients_access_token_lifetime_check CHECK (((access_token_lifetime >= 60)
    AND (access_token_lifetime <= 86400))),
  CONSTRAINT oauth_clients_allowed_networks_check CHECK ((cardinality(allowed_networks) <=
    100)),
  CONSTRAINT oauth_clients_bounded CHECK (((COALESCE(octet_length((scopes)::text), 0) <= 16384)
    AND (COALESCE(octet_length((jwks)::text), 0) <= 65536))),
  CONSTRAINT oauth_clients_contact_check CHECK ((length(contact) <= 255)),
  CONSTRAINT oauth_clients_contact_normal CHECK ((contact IS NFC NORMALIZED)),
  CONSTRAINT oauth_clients_description_check CHECK ((length(description) <= 1000)),
  CONSTRAINT oauth_clients_description_normal CHECK ((description IS NFC NORMALIZED)),
  CONSTRAINT oauth_clients_jwks_check CHECK ((jsonb_typeof((jwks -> 'keys'::text)) =
    'array'::text)),
  CONSTRAINT oauth_clients_jwks_uri_check CHECK ((length(jwks_uri) <= 2000)),
  CONSTRAINT oauth_clients_limits_check CHECK (((jsonb_typeof(limits) = 'object'::text) AND
    (octet_length((limits)::text) <= 1024))),
  CONSTRAINT oauth_clients_lists_plain CHECK ((
CASE
    WHEN (COALESCE(array_ndims(scopes), 1) = 1) THEN (array_position(scopes, NULL::text) IS
    NULL)
    ELSE false
END AND
CASE
    WHEN (COALESCE(array_ndims(allowed_networks), 1) = 1) THEN
    (array_position(allowed_networks, NULL::cidr) IS NULL)
    ELSE false
END)),
  CONSTRAINT oauth_clients_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  CONSTRAINT oauth_clients_name_normal CHECK ((name IS NFC NORMALIZED)),
  CONSTRAINT oauth_clients_one_key_set CHECK (((jwks IS NULL) OR (jwks_uri IS NULL))),
  CONSTRAINT oauth_clients_shaped CHECK ((((jwks IS NULL) OR (jsonb_path_match(jwks,
    'strict ((((($.type() == "object" && $."keys".type() == "array") && !(exists ($.keyvalue()?(@."key" != "keys")))) && !(exists ($."keys"[*]?(@.type() != "object")))) && !(exists ($."keys"[*].*?(@.type() == "object")))) && !(exists ($."keys"[*].*?(@.type() == "array")[*]?(@.type() == "object" || @.type() == "array"))))'::jsonpath, '{}'::jsonb, true) IS TRUE)) AND ((limits IS NULL) OR (jsonb_path_match(limits, 'strict ($.type() == "object" && !(exists ($.*?(@.type() != "number"))))'::jsonpath, '{}'::jsonb, true) IS TRUE)))),
  CONSTRAINT oauth_clients_side_check CHECK (side ~ '^[a-z][a-z0-9_]{0,39}$'),
  ${timesBounded('oauth_clients', 'created_at', 'updated_at', 'expires_at', 'last_used_at', 'tokens_valid_after')}
);
CREATE INDEX oauth_clients_created_at_idx ON own.oauth_clients (created_at, client_id);
CREATE INDEX oauth_clients_enabled_idx ON own.oauth_clients (enabled, client_id);
CREATE INDEX oauth_clients_expires_at_idx ON own.oauth_clients (expires_at, client_id);
CREATE INDEX oauth_clients_idle_since_idx ON own.oauth_clients (idle_since, client_id);
CREATE INDEX oauth_clients_last_used_at_idx ON own.oauth_clients (last_used_at, client_id);
CREATE INDEX oauth_clients_name_idx ON own.oauth_clients (name COLLATE own.root_collation,
    client_id);
CREATE INDEX oauth_clients_owner_id_idx ON own.oauth_clients (owner_id, client_id);
CREATE INDEX oauth_clients_side_idx ON own.oauth_clients (side, client_id);
CREATE INDEX oauth_clients_side_name_idx ON own.oauth_clients (side, name COLLATE
    own.root_collation, client_id);
CREATE INDEX oauth_clients_updated_at_idx ON own.oauth_clients (updated_at, client_id);
CREATE UNIQUE INDEX oauth_clients_name_key ON own.oauth_clients (side, COALESCE(owner_id,
    (0)::bigint), name);
CREATE TABLE own.oauth_client_secrets (
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  hash bytea NOT NULL,
  hint text NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  label text DEFAULT ''::text NOT NULL,
  not_before timestamptz,
  expires_at timestamptz,
  deprecated_at timestamptz,
  last_used_at timestamptz,
  last_used_address text,
  use_count bigint DEFAULT 0 NOT NULL,
  CONSTRAINT oauth_client_secrets_pkey PRIMARY KEY (id),
  CONSTRAINT oauth_client_secrets_bounded CHECK (((COALESCE(octet_length(hint), 0) <= 64) AND
    (COALESCE(octet_length(last_used_address), 0) <= 512))),
  ${referenceToClient('oauth_client_secrets')},
  CONSTRAINT oauth_client_secrets_hash_check CHECK ((length(hash) = 32)),
  CONSTRAINT oauth_client_secrets_label_check CHECK ((length(label) <= 100)),
  CONSTRAINT oauth_client_secrets_label_normal CHECK ((label IS NFC NORMALIZED)),
  ${timesBounded('oauth_client_secrets', 'created_at', 'not_before', 'expires_at', 'deprecated_at', 'last_used_at')}
);
CREATE INDEX oauth_client_secrets_client_id_idx ON own.oauth_client_secrets (client_id);
CREATE UNIQUE INDEX oauth_client_secrets_hash_key ON own.oauth_client_secrets (hash);
CREATE TABLE own.client_networks (
  client_id uuid NOT NULL,
  network cidr NOT NULL,
  last_used_at timestamptz NOT NULL,
  CONSTRAINT client_networks_pkey PRIMARY KEY (client_id, network),
  ${referenceToClient('client_networks')},
  ${timesBounded('client_networks', 'last_used_at')}
);
CREATE TABLE own.client_scope_usage (
  client_id uuid NOT NULL,
  scope text NOT NULL,
  uses bigint NOT NULL,
  last_used_at timestamptz NOT NULL,
  CONSTRAINT client_scope_usage_pkey PRIMARY KEY (client_id, scope),
  CONSTRAINT client_scope_usage_bounded CHECK ((COALESCE(octet_length(scope), 0) <= 256)),
  ${referenceToClient('client_scope_usage')},
  ${timesBounded('client_scope_usage', 'last_used_at')}
);
CREATE TABLE own.client_usage (
  client_id uuid NOT NULL,
  hour timestamptz NOT NULL,
  tokens_issued integer DEFAULT 0 NOT NULL,
  api_calls integer DEFAULT 0 NOT NULL,
  denials integer DEFAULT 0 NOT NULL,
  CONSTRAINT client_usage_pkey PRIMARY KEY (client_id, hour),
  ${referenceToClient('client_usage')},
  CONSTRAINT client_usage_present CHECK ((hour <= (now() + '25:00:00'::interval))),
  ${timesBounded('client_usage', 'hour')}
);
CREATE INDEX client_usage_hour_idx ON own.client_usage (hour);
CREATE TABLE own.failed_attempts (
  key character varying(255) NOT NULL,
  points integer DEFAULT 0 NOT NULL,
  expire bigint,
  CONSTRAINT failed_attempts_pkey PRIMARY KEY (key),
  CONSTRAINT failed_attempts_ends CHECK ((((expire)::numeric <= ((EXTRACT(epoch FROM now()) +
    ((2 * 86400))::numeric) * (1000)::numeric)) IS TRUE))
);
CREATE INDEX failed_attempts_expire_idx ON own.failed_attempts (expire);
`;
