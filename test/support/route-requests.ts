import type { Side } from '#oauth';
import type { MarkedRows } from './marked-rows.js';
import { ATOMIC_TYPE } from './operations.js';
import { exampleOf, otherResources } from './resources.js';

const JSON_API = 'application/vnd.api+json';
const OPERATIONS = '/api/operations';

/** A route of the router, such as `PATCH /api/users/:id`, with the rows to request. */
export interface RouteTarget {
  route: string;
  side: Side;
  rows: MarkedRows;
}

/** Returns the resource type of a route. */
export function typeOf(route: string): string {
  return route.split('/')[2] ?? '';
}

/** Returns the path of the route with an id, by default the id of the marked row. */
export function pathOf({ route, rows }: RouteTarget, id = idOf({ route, rows })): string {
  const pattern = route.slice(route.indexOf(' ') + 1);
  return pattern.replace(':id', id).replace(':part', 'script.js');
}

function idOf({ route, rows }: Pick<RouteTarget, 'route' | 'rows'>): string {
  return route.endsWith('/mine') ? rows.ownerId : (rows.ids[typeOf(route)] ?? '0');
}

/** Returns the media type of request documents of the route. */
export function mediaTypeOf(route: string): string {
  return route.endsWith(OPERATIONS) ? ATOMIC_TYPE : JSON_API;
}

/** Returns documents that the route accepts, and that change nothing where possible. */
export function documentsFor(target: RouteTarget): unknown[] {
  const { route, rows } = target;
  const [method = '', pattern = ''] = route.split(' ');
  const type = typeOf(route);
  if (method === 'GET') return [undefined];
  if (pattern === OPERATIONS) return operationsOf(rows);
  const [, , , , kind, relationship] = pattern.split('/');
  if (kind === 'relationships') {
    const customer = { type: 'customers', id: rows.ids.customers };
    return [{ data: relationship === 'customer' ? customer : [] }];
  }
  const id = idOf(target);
  if (method === 'PATCH') return [{ data: { type, id } }, { data: { type, id, attributes: {} } }];
  if (method !== 'POST' || pattern.includes(':id')) return [undefined];
  return [creationOf(type, target)];
}

let made = 0;

/** Returns a document that creates a resource, without values of a marked row. */
function creationOf(type: string, { side, rows: { ids } }: RouteTarget): unknown {
  made += 1;
  const email = `new${made}@example.com`;
  const name = { firstName: 'New', lastName: 'New' };
  const username = side === 'backoffice' ? { username: `new${made}` } : {};
  const attributes: Record<string, object> = {
    users: { email, ...name, ...username },
    'customer-users': { email, ...name },
    customers: { name: `new ${made}` },
    roles: { name: `new ${made}`, scopes: [] },
    ...Object.fromEntries(
      otherResources(side).map((resource) => [
        resource.definition.type,
        exampleOf(resource, `new ${made}`),
      ]),
    ),
    'oauth-clients': { side: 'backoffice', name: `new ${made}`, scopes: ['users:read'] },
    'identity-providers': {
      side: 'backoffice',
      key: `new${made}`,
      name: `new ${made}`,
      issuer: `https://new${made}.example`,
      clientId: 'new',
    },
    'signing-keys': { side: 'storefront' },
    'revoked-tokens': {
      side: 'storefront',
      jti: ids['revoked-tokens']?.slice('storefront-'.length),
    },
  };
  const client = { data: { type: 'oauth-clients', id: ids['oauth-clients'] } };
  const relationships = type === 'oauth-client-secrets' ? { relationships: { client } } : {};
  return { data: { type, attributes: attributes[type], ...relationships } };
}

function operationsOf({ ids }: MarkedRows): unknown[] {
  const updates = Object.entries(ids).map(([type, id]) => ({ op: 'update', data: { type, id } }));
  return updates.map((operation) => ({ 'atomic:operations': [operation] }));
}

/** Returns the position of a route: deletions of one row, then of many, then of referenced rows. */
export function turnOf(route: string): number {
  if (!/^DELETE \/api\/[\w-]+(\/:id)?$/.test(route)) return 0;
  const isReferredTo = /\/api\/(roles|customers|oauth-clients)(\/|$)/.test(route);
  return (route.endsWith(':id') ? 1 : 3) + (isReferredTo ? 1 : 0);
}
