import type { TestDatabase } from './database.js';
import { fillClients } from './many-clients.js';
import { plantEvents } from './many-events.js';

/** Audit events for each client. */
const EVENTS = 3;

/** Hours with usage of each client. */
const HOURS = 10;

/**
 * Creates clients as `fillClients` does, with what some months leave behind: a secret of each client with
 * networks, hours of usage, refusals of the last 30 days, and audit events. `machine 4` has 400 hours
 * of usage and some refusals, however many clients there are.
 */
export async function fillHistories(database: TestDatabase, count: number): Promise<void> {
  await fillClients(database, count);
  for (const statement of [SECRETS, NETWORKS, USAGE, BUSY_USAGE, SIDE_USAGE, SCOPES]) {
    await database.query(statement);
  }
  await database.query(REFUSALS, [count]);
  await database.query(BUSY_REFUSALS);
  await plantEvents(database, EVENTS * count, {
    occurred_at: `now() - (${EVENTS * count} - n) * interval '${90 / (EVENTS * count)} days'`,
    action: "'client.updated'",
    subject_type: "'oauth-clients'",
    subject_id: `'client ' || n % ${count}`,
  });
  await database.query('VACUUM ANALYZE');
}

/** Without triggers, which read all secrets for each one while there are no statistics. */
const SECRETS = `
  BEGIN; SET LOCAL session_replication_role = replica;
  INSERT INTO oauth_client_secrets (id, client_id, hash, hint, label, created_at, expires_at,
    last_used_at, last_used_address, use_count)
  SELECT gen_random_uuid(), client_id, sha256(client_id::text::bytea), 'test', 'server ' || n % 9,
    now() - interval '1 year', now() + (1 + n % 400) * interval '1 day',
    now() - n % 300 * interval '1 day', '192.0.2.7', n
  FROM (SELECT client_id, row_number() OVER (ORDER BY name) AS n FROM oauth_clients) numbered;
  UPDATE oauth_clients SET secrets_end_at = secret.expires_at
  FROM oauth_client_secrets secret WHERE secret.client_id = oauth_clients.client_id;
  COMMIT`;

const NETWORKS = `
  INSERT INTO client_secret_networks (secret_id, network, last_used_at)
  SELECT id, ('192.0.' || n || '.0/24')::cidr, now() - n * interval '1 hour'
  FROM oauth_client_secrets, generate_series(1, 2) n`;

const USAGE = `
  INSERT INTO client_usage (client_id, hour, tokens_issued, api_calls, denials)
  SELECT client_id, date_trunc('hour', now()) - n * interval '7 hours', n, n * 13, n % 3
  FROM oauth_clients, generate_series(1, ${HOURS}) n`;

const BUSY_USAGE = `
  INSERT INTO client_usage (client_id, hour, tokens_issued, api_calls, denials)
  SELECT client_id, date_trunc('hour', now()) - n * interval '1 hour', n % 7, n * 13 % 1000, n % 3
  FROM oauth_clients, generate_series(1, 400) n WHERE name = 'machine 4' ON CONFLICT DO NOTHING`;

const SIDE_USAGE = `
  INSERT INTO side_usage (side, hour, tokens_issued, api_calls, denials)
  SELECT side, date_trunc('hour', now()) - n * interval '1 hour', n % 700, n * 13 % 1000, n % 30
  FROM unnest('{backoffice,storefront}'::text[]) side, generate_series(0, 2000) n`;

const SCOPES = `
  INSERT INTO client_scope_usage (client_id, scope, uses, last_used_at)
  SELECT client_id, unnest(scopes), 41, now() - interval '2 days' FROM oauth_clients`;

const COLUMNS = `side, occurred_at, request_id, client_id, is_registered, address, method, route,
    status, code, reason, occurrences`;

/** One refusal of each client within 30 days. */
const REFUSALS = `
  INSERT INTO refusals (${COLUMNS})
  SELECT side, now() - ($1::integer - n) * interval '30 days' / $1::integer,
    gen_random_uuid()::text, client_id::text, true, '192.0.2.7', 'POST', '/oauth2-token', 401, 'invalid_client',
    'wrong secret', 1
  FROM (SELECT client_id, side, row_number() OVER () AS n FROM oauth_clients) numbered ORDER BY n`;

const BUSY_REFUSALS = `
  INSERT INTO refusals (${COLUMNS})
  SELECT side, now(), gen_random_uuid()::text, client_id::text, true, '192.0.2.7', 'POST',
    '/oauth2-token', 401, 'invalid_client', 'wrong secret', 1
  FROM oauth_clients, generate_series(1, 5) n WHERE name = 'machine 4'`;
