import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES, SIDES, type Side } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { requiredFilterOf } from '../support/marked-people.js';
import { MARKS, type MarkedRows, markedRows } from '../support/marked-rows.js';
import { openApiDocument, type OpenApiDocument } from '../support/open-api.js';
import { accessToken, type Answer, request } from '../support/requests.js';
import {
  documentsFor,
  mediaTypeOf,
  pathOf,
  type RouteTarget,
  turnOf,
} from '../support/route-requests.js';
import { routesOf } from '../support/routes.js';

let applications: TestApplications;
const documents = new Map<Side, OpenApiDocument>();

beforeAll(async () => {
  applications = await startApplications();
  for (const side of SIDES) documents.set(side, await openApiDocument(applications[side]));
});
afterAll(async () => applications.stop());

/** Scopes that read a type, where the scope is not named after the type. */
const READ_SCOPES: Readonly<Record<string, string>> = {
  'oauth-clients': 'clients:read',
  'oauth-client-secrets': 'clients:read',
  'client-usage': 'clients:read',
  'client-scopes': 'clients:read',
  'signing-keys': 'keys:read',
  'revoked-tokens': 'tokens:revoke',
  'audit-events': 'audit:read',
  'audit-heads': 'audit:read',
  'audit-chains': 'audit:read',
  'authentication-factors': 'factors:read',
  'refresh-tokens': 'grants:read',
  consents: 'grants:read',
  'sign-in-states': 'factors:read',
  'role-combinations': 'roles:read',
  refusals: 'clients:read',
};
const readScopeOf = (type: string) => READ_SCOPES[type] ?? `${type}:read`;

interface Caller {
  name: string;
  /** Undefined for a request without a token. */
  scopes?: readonly string[];
  /** Side that issues the token. */
  from?: Side;
  hasOwner?: boolean;
}

/** Builds visitors with and without each right, and with write rights without the read right. */
function callersOf(side: Side): Caller[] {
  const all = SCOPES[side];
  const reading = all.filter((scope) => scope.endsWith(':read'));
  const other = side === 'backoffice' ? 'storefront' : 'backoffice';
  const blind = Object.keys(MARKS[side]).map((type) => ({
    name: `every scope but those that read ${type}`,
    scopes: all.filter((scope) => scope !== readScopeOf(type) && scope !== 'profile:read'),
  }));
  return [
    { name: 'no token' },
    { name: `a token of the ${other}`, from: other, scopes: SCOPES[other], hasOwner: false },
    { name: 'no scope for any resource', scopes: ['tokens:introspect'], hasOwner: false },
    { name: 'scopes that read', scopes: reading },
    { name: 'scopes that write', scopes: all.filter((scope) => !scope.endsWith(':read')) },
    ...blind,
  ];
}

interface Attempt {
  /** Method and path as the router has them: `GET /api/users/:id`. */
  route: string;
  path: string;
  init: { method: string; body?: string; headers: Record<string, string> };
}

/** Builds requests for all routes of an application; deletions come last. */
function attemptsOf(application: TestApplication, rows: MarkedRows): Attempt[] {
  const routes = routesOf(application);
  return routes
    .toSorted((one, other) => turnOf(one) - turnOf(other))
    .flatMap((route) => attemptsAt({ route, side: application.side, rows }));
}

function attemptsAt(target: RouteTarget): Attempt[] {
  const { route, side } = target;
  const [method = ''] = route.split(' ');
  const required = requiredFilterOf(route);
  const path = pathOf(target) + (required && `?${required}`);
  const headers = { 'Content-Type': mediaTypeOf(route) };
  const plain = documentsFor(target).map((document) => ({
    route,
    path,
    init: { method, headers, ...(document !== undefined && { body: JSON.stringify(document) }) },
  }));
  const [first] = plain;
  const curious = [{ 'If-Match': '*' }, { 'X-Include': 'totalCount' }].map((more) => ({
    ...first!,
    init: { ...first!.init, headers: { ...first!.init.headers, ...more } },
  }));
  const queries = queriesOf(route, side).map((query) => ({
    ...first!,
    path: path + (required ? query.replace('?', '&') : query),
  }));
  const forced = flagsOf(route, side).map((flag) => ({ ...first!, path: `${path}?${flag}=true` }));
  // The unconditional request comes last, since nothing can be read after a deletion.
  return [...queries, ...curious, ...plain, ...forced];
}

/** Builds each query that shows more: `?include=roles`, `?page[total]=true`. */
function queriesOf(route: string, side: Side): string[] {
  return parametersOf(route, side).flatMap(({ name, schema }) => {
    const values = schema?.items?.enum ?? [];
    const isShort = (value: string) => value.split('.').length < 3;
    if (name === 'include') return values.filter(isShort).map((value) => `?include=${value}`);
    // Sorting by an attribute of another type reveals values of that type.
    const isForeign = (value: string) => value.includes('.');
    if (name === 'sort') return values.filter(isForeign).map((value) => `?sort=${value}`);
    if (name === 'page[total]') return ['?page[total]=true'];
    if (name.startsWith('fields[')) return [`?${name}=${values[0]}`];
    if (name === 'filter[name]') return ['?filter[name]=mark'];
    return name === 'filter[search]' ? ['?filter[search]=mark'] : [];
  });
}

function flagsOf(route: string, side: Side): string[] {
  const flags = parametersOf(route, side).filter(({ schema }) => schema?.const === true);
  return flags.map(({ name }) => name);
}

function parametersOf(route: string, side: Side): Parameter[] {
  const [method = '', pattern = ''] = route.split(' ');
  const { paths, components } = documents.get(side)!;
  const operation = paths[pattern.replace(':id', '{id}')]?.[method.toLowerCase()];
  const { parameters = [] } = (operation ?? {}) as { parameters?: { $ref?: string }[] };
  const all = parameters.map((each) =>
    each.$ref ? components.parameters![each.$ref.split('/').at(-1)!] : each,
  ) as Parameter[];
  return all.filter((parameter) => parameter.in === 'query');
}

interface Parameter {
  name: string;
  in: string;
  schema?: { const?: unknown; items?: { enum?: string[] } };
}

async function run(side: Side, { scopes, from = side, hasOwner = true }: Caller) {
  const application = applications[side];
  const rows = await markedRows(applications, side);
  const owner = { type: side === 'backoffice' ? 'users' : 'customer-users', id: rows.ownerId };
  const attributes = hasOwner ? { owner } : {};
  const client = scopes && (await applications[from].createClient(scopes.join(' '), attributes));
  const token = client && (await accessToken(applications[from], { client }));
  const ask = async (attempt: Attempt) => {
    const headers = {
      ...attempt.init.headers,
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    };
    const answer = await request(application.url + attempt.path, { ...attempt.init, headers });
    return { attempt, answer };
  };
  const attempts = attemptsOf(application, rows);
  // One caller has at most two exports at a time, so exports run in turn, as changes do.
  const isFetch = ({ init, route }: Attempt) =>
    init.method === 'GET' && !/\.(?:csv|jsonl)$/.test(route);
  const answers = await Promise.all(attempts.filter(isFetch).map(ask));
  for (const each of attempts.filter((attempt) => !isFetch(attempt))) answers.push(await ask(each));
  return answers;
}

/** Returns the types of which the answer shows a value. */
function shownTypes({ headers, body }: Answer, { side, route }: { side: Side; route: string }) {
  const text = [...headers.values(), typeof body === 'string' ? body : JSON.stringify(body)].join();
  const types = Object.entries(MARKS[side]).flatMap(([type, mark]) =>
    mark.test(text) ? type : [],
  );
  // Events show resources of every type by design.
  return route.includes('/api/audit-events')
    ? types.filter((each) => each === 'audit-events')
    : types;
}

function mayRead(scopes: readonly string[], type: string, route: string): boolean {
  const isOwn = type === 'users' && route.endsWith('/api/users/mine');
  return scopes.includes(readScopeOf(type)) || (isOwn && scopes.includes('profile:read'));
}

describe.each(SIDES)('the routes of the %s', (side) => {
  it('answer a caller with every scope successfully, and show every type', async () => {
    const answers = await run(side, { name: 'everything', scopes: SCOPES[side] });
    const succeeded = answers.filter(({ answer }) => answer.status < 300);
    const routes = new Set(succeeded.map(({ attempt }) => attempt.route));
    const others = routesOf(applications[side]).filter((route) => !routes.has(route));
    // The endpoints of the protocol have other credentials, and show no resource. Nor do requests for
    // links, which need a receiver of messages or a person: sign-in-links-api.spec.ts,
    // invitation-links.spec.ts; test tokens need a person, see test-tokens.spec.ts.
    const isOfLinks = /^\w+ \/oauth2-|\/(?:sign-in|invitation)-links$|^POST .*\/test-tokens$/;
    expect(others.filter((route) => !isOfLinks.test(route))).toEqual([]);
    const shown = succeeded.flatMap(({ attempt: { route }, answer }) =>
      shownTypes(answer, { side, route }),
    );
    expect([...new Set(shown)].toSorted()).toEqual(Object.keys(MARKS[side]).toSorted());
  });

  it.each(callersOf(side))('hide from $name what it may not read', async (caller) => {
    const answers = await run(side, caller);
    const scopes = caller.from ? [] : (caller.scopes ?? []);
    const leaks = answers.flatMap(({ attempt: { route, path, init }, answer }) =>
      shownTypes(answer, { side, route })
        .filter((type) => !mayRead(scopes, type, route))
        .map((type) => ({ type, request: `${init.method} ${path}`, ...answer })),
    );
    expect(leaks).toEqual([]);
  });
});
