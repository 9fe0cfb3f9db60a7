import type { Side } from '#oauth';
import type { TestDatabase } from './database.js';
import { insertionOf, otherResources, tableOf } from './resources.js';

/** The client of each side. */
const CLIENT_IDS: Readonly<Record<Side, string>> = {
  backoffice: 'b0000000-0000-4000-8000-000000000000',
  storefront: '50000000-0000-4000-8000-000000000000',
};

/** Matches the text of a row of the side. */
export const MARKS: Readonly<Record<Side, RegExp>> = {
  backoffice: /backoffice|b0000000/,
  storefront: /storefront|50000000/,
};

/**
 * Replaces all rows except the audit trail with rows of both sides in every table. A row of a side
 * has the mark of that side. Triggers write the rows of `changes`.
 */
export async function fillBothSides(database: TestDatabase): Promise<void> {
  await database.query(EMPTY);
  for (const side of ['backoffice', 'storefront'] as const) {
    await database.query(ROWS.replaceAll('$SIDE', side).replaceAll('$CLIENT', CLIENT_IDS[side]));
  }
  await database.seal();
  for (const side of ['backoffice', 'storefront']) {
    await database.query(EVENT.replaceAll('$SIDE', side));
  }
  await database.query(PEOPLE);
  for (const side of ['backoffice', 'storefront'] as const) {
    for (const resource of otherResources(side)) {
      await database.query(`TRUNCATE ${tableOf(resource)} CASCADE`);
      await database.query(...insertionOf(resource, `a row of the ${side}`));
    }
  }
  await database.query('ANALYZE');
}

const EMPTY = `
  TRUNCATE refusals, identity_providers, sealing_keys, passkeys, sign_in_transactions, totp_secrets, recovery_codes, oauth_clients, failed_attempts, revoked_tokens, used_proofs, idempotent_requests,
    signing_keys, signing_key_ids, key_rotations, instances, changes, once, people_tokens, staff_users, roles, customer_users,
    passwords, sessions, sign_in_links, notify_outbox, registrations, pending_sign_ins, person_networks,
    customers, side_usage CASCADE`;

/** An event that is not sealed. */
const EVENT = `
  INSERT INTO unsealed_audit_events (actor_type, actor, side, action)
    VALUES ('system', '$SIDE', '$SIDE', 'test.done');
`;

/** The ids of people are those of nobody: a change of a person would end the session. */
const ROWS = `
  INSERT INTO oauth_clients (client_id, side, name, scopes)
    VALUES ('$CLIENT', '$SIDE', '$SIDE client', '{users:read}');
  INSERT INTO oauth_client_secrets (id, client_id, hash, hint)
    VALUES (gen_random_uuid(), '$CLIENT', sha256('$SIDE'), '$SIDE');
  INSERT INTO declared_clients (side, key, client_id) VALUES ('$SIDE', '$SIDE key', '$CLIENT');
  INSERT INTO declared_client_secrets
    SELECT id, client_id, hash FROM oauth_client_secrets WHERE client_id = '$CLIENT';
  INSERT INTO client_networks VALUES ('$CLIENT', '192.0.2.0/24', now());
  INSERT INTO client_secret_networks
    SELECT id, '192.0.2.0/24', now() FROM oauth_client_secrets WHERE client_id = '$CLIENT';
  INSERT INTO refusals (occurred_at, side, client_id, is_registered, status, code, occurrences)
    VALUES (now(), '$SIDE', '$CLIENT', true, 401, 'invalid_client', 1);
  INSERT INTO client_usage VALUES ('$CLIENT', now(), 1, 1, 1);
  INSERT INTO side_usage VALUES ('$SIDE', date_trunc('hour', now()), 1, 1, 1);
  INSERT INTO client_scope_usage VALUES ('$CLIENT', 'users:read', 1, now());
  INSERT INTO failed_attempts VALUES ('$SIDE client:x', 1, 1);
  INSERT INTO revoked_tokens (side, jti, client_id, expires_at)
    SELECT '$SIDE', gen_random_uuid(), '$CLIENT', now() + age
    FROM unnest('{1 hour, -1 hour}'::interval[]) age;
  INSERT INTO passwords VALUES ('$SIDE', 7000, 'hash');
  INSERT INTO sessions (id_hash, side, person_id, amr, acr, expires_at)
    VALUES (sha256('$SIDE'), '$SIDE', 7000, '{pwd}', '1', now() + interval '1 hour');
  INSERT INTO sign_in_links (token_hash, side, person_id, purpose, expires_at, used_at)
    VALUES (sha256('$SIDE'), '$SIDE', 7000, 'recovery', now() + interval '1 hour', now());
  INSERT INTO notify_outbox (side, person_id, kind, sealed, expires_at)
    VALUES ('$SIDE', 7000, 'recovery', '$SIDE', now() + interval '1 hour');
  INSERT INTO pending_sign_ins (id_hash, side, person_id, amr, return_to, expires_at)
    VALUES (sha256('$SIDE'), '$SIDE', 7000, '{pwd}', '/account', now() + interval '1 hour');
  INSERT INTO passkeys (side, person_id, credential_id, public_key, counter, name, last_used_at)
    VALUES ('$SIDE', 1, '$SIDE', '$SIDE', 1, '$SIDE', now());
  INSERT INTO sign_in_transactions (side, person_id, token_hash, kind, provider_id, link_hash, expires_at)
    VALUES ('$SIDE', 1, sha256('$SIDE'), 'provider', 1, sha256('$SIDE'), now());
  INSERT INTO totp_secrets VALUES ('$SIDE', 1, '$SIDE', 1, now(), 1, now(), '$SIDE', now());
  INSERT INTO recovery_codes (side, person_id, code_hash, used_at)
    VALUES ('$SIDE', 1, sha256('$SIDE'), now());
  INSERT INTO identity_providers (side, key, name, issuer, client_id, sealed_secret)
    VALUES ('$SIDE', '$SIDE', '$SIDE', 'https://$SIDE.example', '$SIDE', '$SIDE');
  INSERT INTO linked_identities (side, person_id, issuer, subject, last_used_at)
    VALUES ('$SIDE', 7000, 'https://$SIDE.example', '$SIDE', now());
  INSERT INTO sealing_keys VALUES ('$SIDE', sha256('$SIDE'));
  INSERT INTO person_networks VALUES ('$SIDE', 7000, '192.0.2.0/24');
  INSERT INTO used_proofs VALUES ('$SIDE', sha256('$SIDE'), now());
  INSERT INTO idempotent_requests VALUES ('$SIDE client', 'key', 'digest', 201, '{}', now());
  INSERT INTO signing_keys (kid, side, algorithm, public_jwk, authentication)
    VALUES ('key-of-the-$SIDE', '$SIDE', 'ES256', '{}', '$SIDE');
  INSERT INTO sealed_signing_keys VALUES ('key-of-the-$SIDE', '$SIDE', '$SIDE');
  INSERT INTO key_rotations (side) VALUES ('$SIDE');
  INSERT INTO instances (id, side, name) VALUES (gen_random_uuid(), '$SIDE', '$SIDE process');
  INSERT INTO people_tokens VALUES ('$SIDE', 1, now());
  INSERT INTO refresh_tokens (side, handle, client_id, person_id, session_id, scope,
      authenticated_at, acr, amr, current_hash, expires_at)
    VALUES ('$SIDE', substr(sha256('$SIDE'), 1, 16), '$CLIENT', 1, '$SIDE', '{users:read}', now(),
      '1', '{pwd}', sha256('$SIDE'), now() + interval '1 day');
  INSERT INTO authorization_requests (side, id_hash, client_id, parameters, expires_at)
    VALUES ('$SIDE', sha256('$SIDE'), '$CLIENT', '{}', now());
  INSERT INTO authorization_codes (side, code_hash, client_id, person_id, details, expires_at)
    VALUES ('$SIDE', sha256('$SIDE'), '$CLIENT', 7000, '{}', now());
  INSERT INTO consents (side, client_id, person_id, scopes)
    VALUES ('$SIDE', '$CLIENT', 7000, '{users:read}');
  INSERT INTO once (name) VALUES ('first start of the $SIDE');
  ${EVENT}
`;

const PEOPLE = `
  INSERT INTO audit_verifications (actor_type, actor, complete, sound, after_id, event_id, problem)
    VALUES ('system', 'backoffice', false, false, 0, 1, 'a problem');
  INSERT INTO registrations VALUES
    (sha256('storefront'), 'storefront@example.com', 'A', 'B', 'storefront', now());
  INSERT INTO staff_users (username, email, first_name, last_name)
    VALUES ('backoffice', 'backoffice@example.com', 'A', 'B');
  INSERT INTO roles (name, scopes) VALUES ('backoffice', '{users:read}');
  INSERT INTO staff_user_roles SELECT staff_users.id, roles.id FROM staff_users, roles;
  INSERT INTO customers (name) VALUES ('a customer of the storefront');
  INSERT INTO customer_users (email, first_name, last_name, customer_id)
    SELECT 'storefront@example.com', 'A', 'B', id FROM customers;
`;
