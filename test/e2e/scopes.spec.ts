import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES, SIDES, type Side } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { type Answer, accessToken, api } from '../support/requests.js';
import { otherResources } from '../support/resources.js';
import { routesOf } from '../support/routes.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

/** Routes that need no token: the caller has, or needs, another proof. */
const OPEN = [
  'POST /oauth2-token',
  'POST /oauth2-token/self-revoke',
  'POST /oauth2-token/revoke',
  'POST /oauth2-token/introspect',
  'POST /oauth2-token/par',
  'GET /',
  'GET /.well-known/jwks.json',
  'GET /.well-known/oauth-authorization-server',
  'GET /.well-known/openid-configuration',
  'GET /.well-known/oauth-protected-resource',
  'GET /.well-known/oauth-protected-resource/api',
  'GET /api/openapi.json',
  'GET /api/docs',
  'GET /api/docs/:part',
];

const USERS = {
  'GET /api/users': 'users:read',
  'POST /api/users': 'users:write',
  'DELETE /api/users': { allOf: ['users:read', 'users:write'] },
  'GET /api/users/:id': 'users:read',
  'PATCH /api/users/:id': 'users:write',
  'DELETE /api/users/:id': 'users:write',
  'GET /api/users/mine': 'profile:read',
  'PATCH /api/users/mine': 'profile:write',
  // Only people give this scope, and no client is registered with it.
  'GET /oauth2-userinfo': 'openid',
  'POST /oauth2-userinfo': 'openid',
};

/** One scope, a list of which one is enough, or a list of which all are needed. */
type Needed = string | string[] | { allOf: string[] };

const allOf = (...scopes: string[]) => ({ allOf: scopes });

/** The routes of the standard resources that are not listed below. */
function othersOf(side: Side): Record<string, Needed> {
  const routes = otherResources(side).flatMap(({ definition: { type } }) => {
    const [list, one] = [`/api/${type}`, `/api/${type}/:id`];
    const [read, write] = [`${type}:read`, `${type}:write`];
    return Object.entries({
      [`GET ${list}`]: read,
      [`POST ${list}`]: write,
      [`DELETE ${list}`]: allOf(read, write),
      [`GET ${one}`]: read,
      [`PATCH ${one}`]: write,
      [`DELETE ${one}`]: write,
    });
  });
  return Object.fromEntries(routes);
}

const writeScopesOf = (side: Side) =>
  otherResources(side).map(({ definition: { type } }) => `${type}:write`);

/** Every route of each side, with the scopes it needs. */
const ROUTES: Readonly<Record<Side, Readonly<Record<string, Needed>>>> = {
  storefront: {
    ...USERS,
    'POST /api/operations': 'users:write',
    'GET /api/users/:id/customer': allOf('users:read', 'customers:read'),
    'GET /api/users/:id/relationships/customer': allOf('users:read', 'customers:read'),
    'GET /api/customers': 'customers:read',
    'GET /api/customers/:id': 'customers:read',
  },
  backoffice: {
    ...USERS,
    'GET /api/users/:id/roles': allOf('users:read', 'roles:read'),
    'POST /api/operations': [
      'users:write',
      'roles:write',
      'customers:write',
      'customer-users:write',
      ...writeScopesOf('backoffice'),
    ],
    'GET /api/users/:id/relationships/roles': allOf('users:read', 'roles:read'),
    'POST /api/users/:id/relationships/roles': 'roles:write',
    'PATCH /api/users/:id/relationships/roles': 'roles:write',
    'DELETE /api/users/:id/relationships/roles': 'roles:write',
    'GET /api/roles': 'roles:read',
    'POST /api/roles': 'roles:write',
    'DELETE /api/roles': allOf('roles:read', 'roles:write'),
    'GET /api/roles/:id': 'roles:read',
    'PATCH /api/roles/:id': 'roles:write',
    'DELETE /api/roles/:id': 'roles:write',
    'GET /api/roles/:id/users': allOf('roles:read', 'users:read'),
    'GET /api/roles/:id/relationships/users': allOf('roles:read', 'users:read'),
    'GET /api/customers': 'customers:read',
    'DELETE /api/customers': allOf('customers:read', 'customers:write'),
    'DELETE /api/customer-users': allOf('customer-users:read', 'customer-users:write'),
    'POST /api/customers': 'customers:write',
    'GET /api/customers/:id': 'customers:read',
    'PATCH /api/customers/:id': 'customers:write',
    'DELETE /api/customers/:id': 'customers:write',
    'GET /api/customers/:id/customerUsers': allOf('customers:read', 'customer-users:read'),
    'GET /api/customers/:id/relationships/customerUsers': allOf(
      'customers:read',
      'customer-users:read',
    ),
    'POST /api/customers/:id/relationships/customerUsers': 'customer-users:write',
    'PATCH /api/customers/:id/relationships/customerUsers': 'customer-users:write',
    'DELETE /api/customers/:id/relationships/customerUsers': 'customer-users:write',
    'GET /api/customer-users': 'customer-users:read',
    'POST /api/customer-users': 'customer-users:write',
    'GET /api/customer-users/:id': 'customer-users:read',
    'PATCH /api/customer-users/:id': 'customer-users:write',
    'DELETE /api/customer-users/:id': 'customer-users:write',
    'GET /api/customer-users/:id/customer': allOf('customer-users:read', 'customers:read'),
    'GET /api/customer-users/:id/relationships/customer': allOf(
      'customer-users:read',
      'customers:read',
    ),
    'PATCH /api/customer-users/:id/relationships/customer': 'customer-users:write',
    'GET /api/sessions': 'sessions:read',
    'GET /api/sessions/:id': 'sessions:read',
    'DELETE /api/sessions/:id': 'sessions:write',
    'DELETE /api/sessions': allOf('sessions:read', 'sessions:write'),
    'GET /api/sign-in-states': 'factors:read',
    'GET /api/sign-in-states/:id': 'factors:read',
    'GET /api/role-combinations': 'roles:read',
    'GET /api/role-combinations/:id': 'roles:read',
    'GET /api/client-usage': 'clients:read',
    'GET /api/client-usage/:id': 'clients:read',
    'GET /api/client-scopes': 'clients:read',
    'GET /api/client-scopes/:id': 'clients:read',
    'GET /api/authentication-factors': 'factors:read',
    'GET /api/authentication-factors/:id': 'factors:read',
    'DELETE /api/authentication-factors/:id': 'factors:write',
    'GET /api/refresh-tokens': 'grants:read',
    'GET /api/refresh-tokens/:id': 'grants:read',
    'DELETE /api/refresh-tokens/:id': 'grants:write',
    'GET /api/consents': 'grants:read',
    'GET /api/consents/:id': 'grants:read',
    'DELETE /api/consents/:id': 'grants:write',
    'GET /api/oauth-clients': 'clients:read',
    'POST /api/oauth-clients': 'clients:write',
    'GET /api/oauth-clients/:id': 'clients:read',
    'PATCH /api/oauth-clients/:id': 'clients:write',
    'DELETE /api/oauth-clients/:id': 'clients:write',
    'POST /api/oauth-clients/:id/revoke-tokens': 'clients:write',
    'GET /api/identity-providers': 'identity-providers:read',
    'POST /api/identity-providers': 'identity-providers:write',
    'GET /api/identity-providers/:id': 'identity-providers:read',
    'PATCH /api/identity-providers/:id': 'identity-providers:write',
    'DELETE /api/identity-providers/:id': 'identity-providers:write',
    'GET /api/oauth-client-secrets': 'clients:read',
    'POST /api/oauth-client-secrets': 'clients:write',
    'GET /api/oauth-client-secrets/:id': 'clients:read',
    'GET /api/oauth-client-secrets/:id/client': 'clients:read',
    'GET /api/oauth-client-secrets/:id/relationships/client': 'clients:read',
    'GET /api/oauth-clients/:id/test-tokens': 'clients:read',
    'POST /api/oauth-clients/:id/test-tokens': 'clients:write',
    'GET /api/refusals': 'clients:read',
    'GET /api/refusals/:id': 'clients:read',
    'PATCH /api/oauth-client-secrets/:id': 'clients:write',
    'DELETE /api/oauth-client-secrets/:id': 'clients:write',
    'GET /api/signing-keys': 'keys:read',
    'POST /api/signing-keys': 'keys:write',
    'POST /api/users/:id/sign-in-links': 'users:write',
    'POST /api/customer-users/:id/sign-in-links': 'customer-users:write',
    'POST /api/users/:id/invitation-links': 'users:write',
    'POST /api/customer-users/:id/invitation-links': 'customer-users:write',
    'GET /api/signing-keys/:id': 'keys:read',
    'DELETE /api/signing-keys/:id': 'keys:write',
    'GET /api/revoked-tokens': 'tokens:revoke',
    'POST /api/revoked-tokens': 'tokens:revoke',
    'GET /api/revoked-tokens/:id': 'tokens:revoke',
    'GET /api/audit-events': 'audit:read',
    'GET /api/audit-events/:id': 'audit:read',
    'GET /api/audit-heads': 'audit:read',
    'GET /api/audit-heads/:id': 'audit:read',
    'GET /api/audit-chains': 'audit:read',
    'GET /api/audit-chains/:id': 'audit:read',
    'GET /api/audit-events.csv': 'audit:read',
    'GET /api/audit-events.jsonl': 'audit:read',
    ...othersOf('backoffice'),
  },
};

/** Sends a request that every route rejects after its guards: unknown id, empty document. */
async function ask(application: TestApplication, token: string, route: string): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const document = method === 'GET' ? undefined : {};
  return api(application, token, path.replace(':id', '0'), { method, document });
}

/** Returns `open` when the request got past authentication and authorization. */
function outcome({ status, body }: Answer): string {
  if (status !== 401 && status !== 403 && status < 500) return 'open';
  return `${status} ${body.errors[0].code}: ${body.errors[0].detail}`;
}

function namesOf(needed: Needed): string[] {
  return typeof needed === 'object' && 'allOf' in needed ? needed.allOf : [needed].flat();
}

/** Builds the expected error for a token with one scope, which is not enough. */
function refusal(needed: Needed, scope: string): string {
  const names = namesOf(needed);
  const isAll = typeof needed === 'object' && 'allOf' in needed;
  const one = Array.isArray(needed)
    ? `needs one of the scopes ${names.join(', ')}`
    : `lacks the scope ${names[0]}`;
  const lacking = names.filter((name) => name !== scope).join(', ');
  const all = `needs all of the scopes ${names.join(', ')}; it lacks ${lacking}`;
  return `403 insufficient_scope: the token ${isAll ? all : one}`;
}

function isOpen(needed: Needed, scope: string): boolean {
  const isAll = typeof needed === 'object' && 'allOf' in needed;
  return !isAll && namesOf(needed).includes(scope);
}

describe.each(SIDES)('the routes of the %s', (side) => {
  it('are all tested here', () => {
    const tried = [...OPEN, ...Object.keys(ROUTES[side])];
    expect(routesOf(applications[side]).toSorted()).toEqual(tried.toSorted());
  });

  it.each(SCOPES[side])(
    'are open to a token with only %s when that scope is enough (better-auth#9635)',
    async (scope) => {
      const application = applications[side];
      const client = await application.createClient(scope);
      const token = await accessToken(application, { client });
      const answers = Object.keys(ROUTES[side]).map(
        async (route) => [route, outcome(await ask(application, token, route))] as const,
      );
      const expected = Object.entries(ROUTES[side]).map(([route, needed]) => {
        return [route, isOpen(needed, scope) ? 'open' : refusal(needed, scope)];
      });
      expect(Object.fromEntries(await Promise.all(answers))).toEqual(Object.fromEntries(expected));
    },
  );

  it('name all needed scopes in the error when they need several (RFC 6750 §3.1)', async () => {
    const application = applications[side];
    const client = await application.createClient('tokens:introspect');
    const token = await accessToken(application, { client });
    const { headers } = await ask(application, token, 'DELETE /api/users');
    expect(headers.get('www-authenticate')).toContain('scope="users:read users:write"');
  });

  it('are open to a token with all scopes when all are needed', async () => {
    const application = applications[side];
    const several = Object.entries(ROUTES[side]).filter(([, each]) =>
      Object.hasOwn(Object(each), 'allOf'),
    );
    for (const [route, needed] of several) {
      const client = await application.createClient(namesOf(needed).join(' '));
      const token = await accessToken(application, { client });
      expect([route, outcome(await ask(application, token, route))]).toEqual([route, 'open']);
    }
  });

  it('answer 401 without a token', async () => {
    for (const route of Object.keys(ROUTES[side])) {
      const { status } = await ask(applications[side], '', route);
      expect({ route, status }).toEqual({ route, status: 401 });
    }
  });

  it('use every scope except clients:admin and tokens:introspect, which guard contents and no route', () => {
    const others = ['clients:admin', 'tokens:introspect'];
    const needed = new Set([...Object.values(ROUTES[side]).flatMap(namesOf), ...others]);
    expect(SCOPES[side].filter((scope) => !needed.has(scope))).toEqual([]);
  });
});
