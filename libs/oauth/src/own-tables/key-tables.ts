import { noteSigningKey } from '../migrations/1795392000020-signing-key-authentication.js';
import { countLock, timesBounded } from './fragments.js';

/** The tables of signing keys, revoked tokens and used proofs. `own` stands for the schema. */
export const KEYS_TABLES = `
CREATE TABLE own.signing_keys (
  kid text NOT NULL,
  side text NOT NULL,
  algorithm text NOT NULL,
  public_jwk jsonb NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  activated_at timestamptz,
  retired_at timestamptz,
  authentication bytea,
  made_before_authentication boolean DEFAULT false NOT NULL,
  CONSTRAINT signing_keys_pkey PRIMARY KEY (kid),
  CONSTRAINT signing_keys_active_before_retired CHECK (((retired_at IS NULL) OR (activated_at
    IS NOT NULL))),
  CONSTRAINT signing_keys_authenticated CHECK (((authentication IS NOT NULL) OR
    made_before_authentication)),
  CONSTRAINT signing_keys_authentication_check CHECK ((octet_length(authentication) <= 128)),
  CONSTRAINT signing_keys_bounded CHECK (((kid ~ '^[A-Za-z0-9_-]{1,128}$'::text) AND
    (octet_length(algorithm) <= 32) AND (octet_length((public_jwk)::text) <= 16384))),
  CONSTRAINT signing_keys_kid_side UNIQUE (kid, side),
  CONSTRAINT signing_keys_public_jwk_check CHECK ((NOT (public_jwk ? 'd'::text))),
  CONSTRAINT signing_keys_shaped CHECK (((public_jwk IS NULL) OR (jsonb_path_match(public_jwk,
    'strict ($.type() == "object" && !(exists ($.*?(@.type() != "string"))))'::jsonpath,
    '{}'::jsonb, true) IS TRUE))),
  CONSTRAINT signing_keys_side_check CHECK (side ~ '^[a-z][a-z0-9_]{0,39}$'),
  ${timesBounded('signing_keys', 'created_at', 'activated_at', 'retired_at')}
);
CREATE INDEX signing_keys_side_idx ON own.signing_keys (side, created_at DESC);
CREATE UNIQUE INDEX signing_keys_one_active_idx ON own.signing_keys (side) WHERE ((activated_at
    IS NOT NULL) AND (retired_at IS NULL));
CREATE TABLE own.sealed_signing_keys (
  kid text NOT NULL,
  side text NOT NULL,
  sealed_private_key bytea NOT NULL,
  CONSTRAINT sealed_signing_keys_pkey PRIMARY KEY (kid),
  CONSTRAINT sealed_signing_keys_bounded CHECK ((octet_length(sealed_private_key) <= 16384)),
  CONSTRAINT sealed_signing_keys_kid_side_fkey FOREIGN KEY (kid, side) REFERENCES
    own.signing_keys(kid, side) ON DELETE CASCADE,
  CONSTRAINT sealed_signing_keys_side_check CHECK (side ~ '^[a-z][a-z0-9_]{0,39}$')
);
CREATE TABLE own.signing_key_ids (
  kid text NOT NULL,
  side text NOT NULL,
  CONSTRAINT signing_key_ids_pkey PRIMARY KEY (kid),
  CONSTRAINT signing_key_ids_side_check CHECK (side ~ '^[a-z][a-z0-9_]{0,39}$')
);
CREATE TABLE own.key_rotations (
  side text NOT NULL,
  algorithm text,
  requested_at timestamptz DEFAULT now() NOT NULL,
  CONSTRAINT key_rotations_pkey PRIMARY KEY (side),
  CONSTRAINT key_rotations_bounded CHECK ((octet_length(algorithm) <= 32)),
  CONSTRAINT key_rotations_side_check CHECK (side ~ '^[a-z][a-z0-9_]{0,39}$'),
  ${timesBounded('key_rotations', 'requested_at')}
);
CREATE TABLE own.instances (
  id uuid NOT NULL,
  side text NOT NULL,
  name text NOT NULL,
  started_at timestamptz DEFAULT now() NOT NULL,
  seen_at timestamptz DEFAULT now() NOT NULL,
  keys text[] DEFAULT '{}'::text[] NOT NULL,
  CONSTRAINT instances_pkey PRIMARY KEY (id),
  CONSTRAINT instances_bounded CHECK (((octet_length(name) <= 512) AND
    (octet_length((keys)::text) <= 16384))),
  CONSTRAINT instances_lists_plain CHECK (
CASE
    WHEN (COALESCE(array_ndims(keys), 1) = 1) THEN (array_position(keys, NULL::text) IS NULL)
    ELSE false
END),
  CONSTRAINT instances_side_check CHECK (side ~ '^[a-z][a-z0-9_]{0,39}$'),
  ${timesBounded('instances', 'started_at', 'seen_at')}
);
CREATE TABLE own.revoked_tokens (
  side text NOT NULL,
  jti uuid NOT NULL,
  client_id uuid,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz DEFAULT now() NOT NULL,
  id text GENERATED ALWAYS AS (((side || '-'::text) || (jti)::text)) STORED NOT NULL,
  CONSTRAINT revoked_tokens_pkey PRIMARY KEY (side, jti),
  CONSTRAINT revoked_tokens_expires_at_plausible CHECK (((expires_at >= (revoked_at -
    '24:00:00'::interval)) AND (expires_at <= (revoked_at + '48:00:00'::interval)))),
  CONSTRAINT revoked_tokens_side_check CHECK (side ~ '^[a-z][a-z0-9_]{0,39}$'),
  ${timesBounded('revoked_tokens', 'expires_at', 'revoked_at')}
);
CREATE INDEX revoked_tokens_client_id_idx ON own.revoked_tokens (client_id);
CREATE INDEX revoked_tokens_expires_at_idx ON own.revoked_tokens (expires_at);
CREATE INDEX revoked_tokens_revoked_at_idx ON own.revoked_tokens (revoked_at);
CREATE UNIQUE INDEX revoked_tokens_id_idx ON own.revoked_tokens (id);
CREATE TABLE own.used_proofs (
  side text NOT NULL,
  digest bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT used_proofs_pkey PRIMARY KEY (side, digest),
  CONSTRAINT used_proofs_digest_check CHECK ((length(digest) = 32)),
  CONSTRAINT used_proofs_side_check CHECK (side ~ '^[a-z][a-z0-9_]{0,39}$'),
  ${timesBounded('used_proofs', 'expires_at')}
);
CREATE INDEX used_proofs_expires_at_idx ON own.used_proofs (expires_at);
`;

/** Their functions and triggers. */
export const KEYS_FUNCTIONS = `
CREATE FUNCTION own.count_signing_keys() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $function$
      BEGIN
        -- note_signing_key() counts after this.
    ${countLock('signing_keys', 'side')}
        RETURN NEW;
      END $function$;
${noteSigningKey('own')}
CREATE FUNCTION own.notify_keys() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $function$
    BEGIN
      IF TG_OP <> 'DELETE' THEN
        INSERT INTO own.changes (side, channel, payload) VALUES (NEW.side, 'keys_' || NEW.side, TG_TABLE_NAME) ON CONFLICT DO NOTHING;
      ELSIF TG_TABLE_NAME = 'signing_keys' THEN
        INSERT INTO own.changes (side, channel, payload) VALUES (OLD.side, 'keys_' || OLD.side, 'gone ' || OLD.kid)
          ON CONFLICT DO NOTHING;
      ELSE
        INSERT INTO own.changes (side, channel, payload) VALUES (OLD.side, 'keys_' || OLD.side, TG_TABLE_NAME) ON CONFLICT DO NOTHING;
      END IF;
      RETURN NULL;
    END $function$;
CREATE FUNCTION own.notify_token_revoked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $function$
    BEGIN
      INSERT INTO own.changes (side, channel, payload) VALUES (NEW.side, 'revoked_' || NEW.side,
          NEW.jti || ' ' || ceil(extract(epoch FROM NEW.expires_at))::bigint)
        ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $function$;

CREATE TRIGGER count_signing_keys BEFORE INSERT ON own.signing_keys FOR EACH ROW EXECUTE
    FUNCTION own.count_signing_keys();
CREATE TRIGGER signing_keys_notify AFTER INSERT OR DELETE OR UPDATE ON own.signing_keys FOR
    EACH ROW EXECUTE FUNCTION own.notify_keys();
CREATE TRIGGER signing_keys_once AFTER INSERT ON own.signing_keys FOR EACH ROW EXECUTE FUNCTION
    own.note_signing_key();
CREATE TRIGGER sealed_signing_keys_notify AFTER INSERT OR UPDATE ON own.sealed_signing_keys FOR
    EACH ROW EXECUTE FUNCTION own.notify_keys();
CREATE TRIGGER key_rotations_notify AFTER INSERT OR UPDATE ON own.key_rotations FOR EACH ROW
    EXECUTE FUNCTION own.notify_keys();
CREATE TRIGGER instances_notify AFTER INSERT OR DELETE OR UPDATE OF keys ON own.instances FOR
    EACH ROW EXECUTE FUNCTION own.notify_keys();
CREATE TRIGGER revoked_tokens_notify AFTER INSERT OR UPDATE OF expires_at ON own.revoked_tokens
    FOR EACH ROW EXECUTE FUNCTION own.notify_token_revoked();
`;
