import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES, SIDES, type Side } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { type Answer, accessToken, api } from '../support/requests.js';
import { routesOf } from '../support/routes.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

/** Asked by whoever likes: they have, or need, another proof than a token. */
const OPEN = [
  'POST /oauth2-token',
  'POST /oauth2-token/self-revoke',
  'POST /oauth2-token/revoke',
  'POST /oauth2-token/introspect',
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
  'DELETE /api/users': 'users:write',
  'GET /api/users/:id': 'users:read',
  'PATCH /api/users/:id': 'users:write',
  'DELETE /api/users/:id': 'users:write',
  'GET /api/users/mine': 'profile:read',
  'PATCH /api/users/mine': 'profile:write',
};

/** Every route of each side, and the scope that opens it, or those of which one does. */
const ROUTES: Readonly<Record<Side, Readonly<Record<string, string | string[]>>>> = {
  storefront: {
    ...USERS,
    'POST /api/operations': 'users:write',
    'GET /api/users/:id/customer': 'customers:read',
    'GET /api/users/:id/relationships/customer': 'users:read',
    'GET /api/customers': 'customers:read',
    'GET /api/customers/:id': 'customers:read',
  },
  backoffice: {
    ...USERS,
    'GET /api/users/:id/roles': 'roles:read',
    'POST /api/operations': [
      'users:write',
      'roles:write',
      'customers:write',
      'customer-users:write',
    ],
    'GET /api/users/:id/relationships/roles': 'roles:read',
    'POST /api/users/:id/relationships/roles': 'roles:write',
    'PATCH /api/users/:id/relationships/roles': 'roles:write',
    'DELETE /api/users/:id/relationships/roles': 'roles:write',
    'GET /api/roles': 'roles:read',
    'POST /api/roles': 'roles:write',
    'DELETE /api/roles': 'roles:write',
    'GET /api/roles/:id': 'roles:read',
    'PATCH /api/roles/:id': 'roles:write',
    'DELETE /api/roles/:id': 'roles:write',
    'GET /api/roles/:id/users': 'users:read',
    'GET /api/roles/:id/relationships/users': 'users:read',
    'GET /api/customers': 'customers:read',
    'DELETE /api/customers': 'customers:write',
    'DELETE /api/customer-users': 'customer-users:write',
    'POST /api/customers': 'customers:write',
    'GET /api/customers/:id': 'customers:read',
    'PATCH /api/customers/:id': 'customers:write',
    'DELETE /api/customers/:id': 'customers:write',
    'GET /api/customers/:id/customerUsers': 'customer-users:read',
    'GET /api/customers/:id/relationships/customerUsers': 'customer-users:read',
    'POST /api/customers/:id/relationships/customerUsers': 'customer-users:write',
    'PATCH /api/customers/:id/relationships/customerUsers': 'customer-users:write',
    'DELETE /api/customers/:id/relationships/customerUsers': 'customer-users:write',
    'GET /api/customer-users': 'customer-users:read',
    'POST /api/customer-users': 'customer-users:write',
    'GET /api/customer-users/:id': 'customer-users:read',
    'PATCH /api/customer-users/:id': 'customer-users:write',
    'DELETE /api/customer-users/:id': 'customer-users:write',
    'GET /api/customer-users/:id/customer': 'customers:read',
    'GET /api/customer-users/:id/relationships/customer': 'customer-users:read',
    'PATCH /api/customer-users/:id/relationships/customer': 'customer-users:write',
    'GET /api/oauth-clients': 'clients:read',
    'POST /api/oauth-clients': 'clients:write',
    'GET /api/oauth-clients/:id': 'clients:read',
    'PATCH /api/oauth-clients/:id': 'clients:write',
    'DELETE /api/oauth-clients/:id': 'clients:write',
    'POST /api/oauth-clients/:id/revoke-tokens': 'clients:write',
    'GET /api/oauth-client-secrets': 'clients:read',
    'POST /api/oauth-client-secrets': 'clients:write',
    'GET /api/oauth-client-secrets/:id': 'clients:read',
    'PATCH /api/oauth-client-secrets/:id': 'clients:write',
    'DELETE /api/oauth-client-secrets/:id': 'clients:write',
    'GET /api/signing-keys': 'keys:read',
    'POST /api/signing-keys': 'keys:write',
    'GET /api/signing-keys/:id': 'keys:read',
    'DELETE /api/signing-keys/:id': 'keys:write',
    'GET /api/revoked-tokens': 'tokens:revoke',
    'POST /api/revoked-tokens': 'tokens:revoke',
    'GET /api/revoked-tokens/:id': 'tokens:revoke',
    'GET /api/audit-events': 'audit:read',
    'GET /api/audit-events/:id': 'audit:read',
  },
};

/** A request that no route can do anything with: nobody has the id, and the document is none. */
async function ask(application: TestApplication, token: string, route: string): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const document = method === 'GET' ? undefined : {};
  return api(application, token, path.replace(':id', '0'), { method, document });
}

/** `open` when the request came as far as what it asks for. */
function outcome({ status, body }: Answer): string {
  if (status !== 401 && status !== 403 && status < 500) return 'open';
  return `${status} ${body.errors[0].code}: ${body.errors[0].detail}`;
}

function refusal(needed: string | string[]): string {
  const lacking = Array.isArray(needed)
    ? `needs one of the scopes ${needed.join(', ')}`
    : `lacks the scope ${needed}`;
  return `403 insufficient_scope: the token ${lacking}`;
}

describe.each(SIDES)('the routes of the %s', (side) => {
  it('are those that are tried here', () => {
    const tried = [...OPEN, ...Object.keys(ROUTES[side])];
    expect(routesOf(applications[side]).toSorted()).toEqual(tried.toSorted());
  });

  it.each(SCOPES[side])(
    'are open to a token with %s alone where it is theirs (better-auth#9635)',
    async (scope) => {
      const application = applications[side];
      const client = await application.createClient(scope);
      const token = await accessToken(application, { client });
      const answers = Object.keys(ROUTES[side]).map(
        async (route) => [route, outcome(await ask(application, token, route))] as const,
      );
      const expected = Object.entries(ROUTES[side]).map(([route, needed]) => {
        return [route, [needed].flat().includes(scope) ? 'open' : refusal(needed)];
      });
      expect(Object.fromEntries(await Promise.all(answers))).toEqual(Object.fromEntries(expected));
    },
  );

  it('are shut without a token', async () => {
    for (const route of Object.keys(ROUTES[side])) {
      const { status } = await ask(applications[side], '', route);
      expect({ route, status }).toEqual({ route, status: 401 });
    }
  });

  it('need each scope that there is, but the one for what is given and the one for what is asked', () => {
    const others = ['clients:admin', 'tokens:introspect'];
    const needed = new Set([...Object.values(ROUTES[side]).flat(), ...others]);
    expect(SCOPES[side].filter((scope) => !needed.has(scope))).toEqual([]);
  });
});
