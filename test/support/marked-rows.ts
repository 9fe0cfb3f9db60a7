import { randomUUID } from 'node:crypto';
import { SCOPES, type Side } from '#oauth';
import type { TestApplications } from './applications.js';
import { markedGrants, PEOPLE_MARKS } from './marked-people.js';
import { markedUsage, USAGE_MARKS } from './marked-usage.js';
import { insertionOf, otherResources } from './resources.js';
import { untilSigning } from './signing-keys.js';

/** One row of each resource, with values that tests recognise in any answer. */
export interface MarkedRows {
  /** The id of the row of each type. */
  ids: Readonly<Record<string, string>>;

  /** A user that can own a client and has every right that an owner can have. */
  ownerId: string;
}

/** Matches an answer that contains an attribute of the marked resource, by side and type. */
export const MARKS: Readonly<Record<Side, Readonly<Record<string, RegExp>>>> = {
  backoffice: {
    users: /mark-users|1901-02-03/,
    roles: /mark-roles/,
    // It has numbers alone, but only such a resource has this member, with another value in the example.
    'role-combinations': /"enabledUsers":1\}/,
    customers: /mark-customers/,
    'customer-users': /mark-people|1902-03-04/,
    'oauth-clients': /mark-clients/,
    'oauth-client-secrets': /mark-secrets/,
    'identity-providers': /mark-providers/,
    // Its id is published and it has no free text, but only such a resource has this member.
    'signing-keys': /"lackedBy":\[/,
    'revoked-tokens': /2097-01-02T03:04/,
    'audit-events': /mark-events/,
    'audit-heads': /mark-heads/,
    'audit-chains': /"completeBy":"command:mark-heads"/,
    refusals: /mark-refusals/,
    ...PEOPLE_MARKS,
    ...USAGE_MARKS,
    ...otherMarks('backoffice'),
  },
  storefront: {
    users: /mark-people|1902-03-04/,
    customers: /mark-customers/,
    ...otherMarks('storefront'),
  },
};

function otherMarks(side: Side): Record<string, RegExp> {
  const types = otherResources(side).map(({ definition }) => definition.type);
  return Object.fromEntries(types.map((type) => [type, new RegExp(`mark-${type}`)]));
}

/** Creates new rows at each call. */
export async function markedRows(applications: TestApplications, side: Side): Promise<MarkedRows> {
  const n = randomUUID();
  // A test may have deleted the key.
  await untilSigning(applications.storefront, applications.database);
  const idOf = async (sql: string, values: unknown[] = []) => {
    const [row] = await applications.database.query(sql, values);
    return String(row!.id);
  };
  const others: Record<string, string> = {};
  for (const resource of otherResources(side)) {
    const { type } = resource.definition;
    const [sql, values] = insertionOf(resource, `mark-${type} ${n}`);
    others[type] = await idOf(`${sql} RETURNING id`, values);
  }
  const customers = await idOf('INSERT INTO customers (name) VALUES ($1) RETURNING id', [
    `mark-customers ${n}`,
  ]);
  // Searchable attributes of owners have no mark, so that a deletion by a filter keeps them.
  const person = async (name: string, mark: string) =>
    idOf(
      `INSERT INTO customer_users (email, name_prefix, first_name, middle_name, last_name,
         name_suffix, birthday, role, customer_id)
       VALUES ($1, 'mark-people', $2, 'mark-people', $2, 'mark-people',
         '1902-03-04', 'administrator', $3) RETURNING id`,
      [`${mark}-${name}${n}@example.com`, mark, customers],
    );
  const customerUsers = await person('one', 'mark-people');
  if (side === 'storefront') {
    const ids = { ...others, users: customerUsers, customers };
    return { ids, ownerId: await person('boss', 'owner') };
  }
  const role = async (name: string) =>
    idOf('INSERT INTO roles (name, scopes) VALUES ($1, $2) RETURNING id', [
      `${name} ${n}`,
      SCOPES.backoffice,
    ]);
  const staff = async (mark: string, roleId: string) =>
    idOf(
      `WITH made AS (
         INSERT INTO staff_users (username, email, name_prefix, first_name, middle_name, last_name,
           name_suffix, phone, title, birthday)
         VALUES ($1, $1 || '@example.com', 'mark-users', $2, 'mark-users', $2,
           'mark-users', 'mark-users', 'mark-users', '1901-02-03') RETURNING id)
       INSERT INTO staff_user_roles (user_id, role_id) SELECT id, $3 FROM made
       RETURNING user_id AS id`,
      [`${mark}-${n}`, mark, roleId],
    );
  const roles = await role('mark-roles');
  const ownerRole = await role('owner');
  const ownerId = await staff('owner', ownerRole);
  const jti = randomUUID();
  await applications.database.query(
    `INSERT INTO revoked_tokens (side, jti, expires_at, revoked_at)
     VALUES ('storefront', $1, '2097-01-02T03:04:05.678Z', '2097-01-02T03:04:05.678Z')`,
    [jti],
  );
  const ids = {
    ...others,
    users: await staff('mark-users', roles),
    roles,
    customers,
    'customer-users': customerUsers,
    ...(await markedClient(applications, n)),
    'identity-providers': await idOf(
      `INSERT INTO identity_providers (side, key, name, issuer, client_id)
       VALUES ('storefront', $1, 'mark-providers', 'https://mark-providers.example/' || $1,
         'mark-providers') RETURNING id`,
      [n],
    ),
    ...(await markedGrants(applications.database, n)),
    'sign-in-states': `storefront-${customerUsers}`,
    'role-combinations': await idOf('SELECT md5(ARRAY[$1::text]::text) AS id', [ownerRole]),
    ...(await markedUsage(applications.database)),
    refusals: await idOf(
      `INSERT INTO refusals (occurred_at, side, is_registered, status, code, reason, occurrences)
       VALUES (now(), 'backoffice', false, 401, 'missing_token', 'mark-refusals', 1) RETURNING id`,
    ),
    'signing-keys': await idOf(
      `SELECT kid AS id FROM signing_keys WHERE side = 'storefront' ORDER BY created_at LIMIT 1`,
    ),
    'revoked-tokens': `storefront-${jti}`,
    'audit-events': await markedEvent(applications),
    'audit-chains': 'trail',
    'audit-heads': await idOf(
      `INSERT INTO audit_verifications
         (actor_type, actor, complete, sound, after_id, event_id, hash)
       VALUES ('command', 'mark-heads', true, true, 0, 0, sha256('')) RETURNING id`,
    ),
  };
  return { ids, ownerId };
}

/** Creates a client with a secret that was used just now. */
async function markedClient({ administration, database }: TestApplications, n: string) {
  const { clientId } = await administration.createClient({
    side: 'storefront',
    name: `mark-clients ${n}`,
    description: 'mark-clients',
    contact: 'mark-clients@example.com',
    scopes: ['users:read'],
  });
  const [secret] = await database
    .query(
      `UPDATE oauth_client_secrets
     SET label = 'mark-secrets', last_used_at = now(), last_used_address = 'mark-secrets'
     WHERE client_id = $1 RETURNING id`,
      [clientId],
    )
    .then((rows) => rows.flat());
  return { 'oauth-clients': clientId, 'oauth-client-secrets': String(secret!.id) };
}

async function markedEvent({ database }: TestApplications): Promise<string> {
  await database.query(
    `INSERT INTO unsealed_audit_events (actor_type, actor, action, reason)
     VALUES ('system', 'mark-events', 'mark.made', 'mark-events')`,
  );
  const [event] = await database.query(
    `SELECT max(id) AS id FROM audit_events WHERE action = 'mark.made'`,
  );
  return String(event!.id);
}
