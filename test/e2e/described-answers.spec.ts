import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeClientSecret, SCOPES, SIDES } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { requiredFilterOf } from '../support/marked-people.js';
import { type MarkedRows, markedRows } from '../support/marked-rows.js';
import {
  DescribedAnswers,
  openApiDocument,
  operationAt,
  operationsOf,
  type OpenApiDocument,
} from '../support/open-api.js';
import { accessToken, type Answer, credentials, request } from '../support/requests.js';
import { documentsFor, mediaTypeOf, pathOf, turnOf, typeOf } from '../support/route-requests.js';
import { routesOf } from '../support/routes.js';

/** Failed attempts per network and minute. */
const PER_NETWORK = 20;

const BODY_LIMIT = 16_384;

/** Milliseconds for some thousand sequential requests. */
const LONG_MS = 300_000;

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.http.bodyLimit = BODY_LIMIT;
    config.http.trustedProxies = ['127.0.0.1'];
    config.clients.failedAttempts.perNetwork = PER_NETWORK;
  });
});
afterAll(async () => applications.stop());

/**
 * Successful answers that no request here produces. A new revocation and an announced key have
 * specs of their own. `tokens:revoke` lets a caller read revoked tokens, so a 204 never comes.
 */
const ELSEWHERE = new Set([
  'POST /api/revoked-tokens 201',
  'POST /api/revoked-tokens 204',
  'POST /api/signing-keys 200',
  'POST /api/signing-keys 204',
  // Need a receiver of messages: sign-in-links-api.spec.ts
  'POST /api/users/{id}/sign-in-links 202',
  'POST /api/customer-users/{id}/sign-in-links 202',
  // For people who have signed in: invitation-links.spec.ts
  'POST /api/users/{id}/invitation-links 200',
  'POST /api/customer-users/{id}/invitation-links 200',
  // For people who have signed in: test-tokens.spec.ts, test/conformance/openid-provider.spec.ts
  'POST /api/oauth-clients/{id}/test-tokens 200',
  'POST /oauth2-token/par 201',
  'GET /oauth2-userinfo 200',
  'POST /oauth2-userinfo 200',
]);

/** Parts of a request that differ from the default one. */
interface Message {
  id?: string;
  query?: string;
  headers?: Record<string, string>;
  document?: unknown;
}

/**
 * Sends requests to one application, checks each answer against the document, and records its
 * status.
 */
class Visit {
  /** Recorded answers, such as `GET /api/users/{id} 404`. */
  readonly seen = new Set<string>();
  readonly faults: object[] = [];
  token = '';
  rows!: MarkedRows;
  document!: OpenApiDocument;
  #answers!: DescribedAnswers;

  constructor(readonly application: TestApplication) {}

  async begin(): Promise<void> {
    this.document = await openApiDocument(this.application);
    this.#answers = new DescribedAnswers(this.document);
    await this.renew();
  }

  /** Resets the rows, and gets a token that no earlier deletion has ended. */
  async renew(): Promise<void> {
    const { side } = this.application;
    this.rows = await markedRows(applications, side);
    this.token = await this.tokenOf(SCOPES[side]);
  }

  /** Gets the token of a new client that acts for a person with all rights. */
  async tokenOf(scopes: readonly string[], attributes: object = {}): Promise<string> {
    const type = this.application.side === 'backoffice' ? 'users' : 'customer-users';
    const owner = { type, id: this.rows.ownerId };
    const client = await this.application.createClient(scopes.join(' '), {
      owner,
      ...attributes,
    });
    return accessToken(this.application, { client });
  }

  /** Routes of the API; DELETE routes come last. */
  get routes(): string[] {
    return routesOf(this.application)
      .filter((route) => / \/api\/(?!docs|openapi)/.test(route))
      .toSorted((one, other) => turnOf(one) - turnOf(other));
  }

  /** Documented answers such as `GET /api/users/{id} 404`, except `default`. */
  get described(): string[] {
    return operationsOf(this.document).flatMap((operation) => {
      const [method = '', path = ''] = operation.split(' ');
      const { responses } = this.document.paths[path]![method.toLowerCase()]!;
      const statuses = Object.keys(responses).filter((status) => status !== 'default');
      return statuses.map((status) => `${operation} ${status}`);
    });
  }

  documentsFor(route: string): unknown[] {
    return documentsFor({
      route,
      side: this.application.side,
      rows: this.rows,
    });
  }

  async ask(route: string, { id, query = '', headers = {}, ...message }: Message = {}) {
    const target = { route, side: this.application.side, rows: this.rows };
    const [plain] = this.documentsFor(route);
    const document = 'document' in message ? message.document : plain;
    const isFetch = route.startsWith('GET');
    return this.send(route.split(' ')[0]!, `${pathOf(target, id)}${this.#queryOf(route)}${query}`, {
      headers: {
        Authorization: `Bearer ${this.token}`,
        'Content-Type': mediaTypeOf(route),
        ...headers,
      },
      ...(!isFetch && document !== undefined && { body: JSON.stringify(document) }),
    });
  }

  async send(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const { pathname } = new URL(path, this.application.url);
    const operation = operationAt(this.document, method, pathname);
    const answer = await request(this.application.url + path, {
      ...init,
      method,
    });
    if (!operation) throw new Error(`${method} ${path} is not described`);
    this.#answers.check(answer, operation);
    this.faults.push(...this.#answers.errors.splice(0));
    this.seen.add(`${operation} ${answer.status}`);
    return answer;
  }

  /** Adds what a deletion needs: a filter for many resources, a flag for a secret in use. */
  #queryOf(route: string): string {
    if (route === 'DELETE /api/oauth-client-secrets/:id') return '?forceRetirement=true&';
    const isOfMany = /^DELETE \/api\/[\w-]+$/.test(route);
    if (isOfMany) return `?filter[id]=${this.rows.ids[typeOf(route)]}&`;
    return `?${requiredFilterOf(route)}&`;
  }
}

/** Builders of rejected requests, one reason each. */
const REFUSED: ((visit: Visit, route: string) => Message | Message[])[] = [
  () => ({ query: 'nonsense=1' }),
  () => ({ id: '0' }),
  () => ({ headers: { Accept: 'application/vnd.api+json;x=1' } }),
  () => ({ headers: { Authorization: 'Bearer x' } }),
  () => ({ headers: { 'Content-Type': 'application/vnd.api+json;x=1' } }),
  () => ({ headers: { 'If-Match': '"x"' } }),
  () => ({ document: { data: { type: 'nothing', id: '1' } } }),
  () => ({ document: 'x'.repeat(BODY_LIMIT) }),
  (visit, route) => {
    const document = visit.documentsFor(route)[0] as { data?: object } | undefined;
    const wrong = [{ enabled: 7, name: 7 }, { email: 'nonsense' }];
    return document?.data
      ? wrong.map((attributes) => ({ document: { data: { ...document.data, attributes } } }))
      : [];
  },
  (_, route) => {
    const operation = { op: 'update', data: { type: 'users', id: '0' } };
    if (route.endsWith('/operations')) return { document: { 'atomic:operations': [operation] } };
    const unknown = [{ type: route.split('/').at(-1)!, id: '0' }];
    return route.includes('relationships') ? { document: { data: unknown } } : [];
  },
];

async function refused(visit: Visit): Promise<void> {
  const weak = await visit.tokenOf(['tokens:introspect'], { owner: null });
  const limits = { requestsPerSecond: 1, requestsInFlight: 0 };
  const busy = await visit.tokenOf(SCOPES[visit.application.side], { limits });
  for (const route of visit.routes) {
    for (const message of REFUSED.flatMap((each) => each(visit, route))) {
      await visit.ask(route, message);
    }
    await visit.ask(route, { headers: { Authorization: `Bearer ${weak}` } });
    const again = {
      headers: { Authorization: `Bearer ${busy}` },
      query: 'nonsense=1',
    };
    await Promise.all([again, again].map(async (message) => visit.ask(route, message)));
  }
}

/** Repeats a request whose stored answer was deleted together with the person it showed. */
async function gone(visit: Visit): Promise<void> {
  for (const route of visit.routes.filter((each) => each.startsWith('POST'))) {
    const message = {
      headers: { 'Idempotency-Key': `"${randomUUID()}"` },
      document: visit.documentsFor(route)[0],
    };
    await visit.ask(route, message);
    await applications.database.query(
      `UPDATE idempotent_requests SET request = '', status = NULL, body = NULL, holds = '{}'`,
    );
    await visit.ask(route, message);
  }
}

/** Sends a successful request to every route, with the token of the visit or another one. */
async function accepted(visit: Visit, token = visit.token): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  for (const route of visit.routes) {
    for (const document of visit.documentsFor(route)) {
      const { headers: answered } = await visit.ask(route, { document, headers });
      let tag = answered.get('etag');
      // Some lists, such as that of the signing keys, may change meanwhile.
      for (let attempt = 1; tag && attempt <= 3; attempt += 1) {
        const ifChanged = { ...headers, 'If-None-Match': tag };
        const { status, headers: next } = await visit.ask(route, { document, headers: ifChanged });
        tag = status === 304 ? null : next.get('etag');
      }
    }
  }
}

/** Sends successful requests to every route with a token that may write but not read. */
async function acceptedBlindly(visit: Visit): Promise<void> {
  const scopes = SCOPES[visit.application.side].filter((scope) => !scope.endsWith(':read'));
  await accepted(visit, await visit.tokenOf(scopes));
}

async function published(visit: Visit): Promise<void> {
  const isPublished = (path: string) => /^\/($|\.well-known|api\/(docs|openapi))/.test(path);
  for (const path of Object.keys(visit.document.paths).filter(isPublished)) {
    const at = path.replace('{part}', 'script.js');
    const { headers } = await visit.send('GET', at);
    const tag = headers.get('etag');
    if (tag) await visit.send('GET', at, { headers: { 'If-None-Match': tag } });
  }
}

/** Requests the endpoints that authenticate clients. */
async function oauth(visit: Visit): Promise<void> {
  const { application } = visit;
  const once = {
    tokensPerMinute: 2,
    revocationsPerMinute: 1,
    introspectionsPerMinute: 1,
  };
  const client = await application.createClient('tokens:introspect', {
    limits: once,
  });
  const token = await accessToken(application, { client });
  const post = async (path: string, body: object, from: string) =>
    visit.send('POST', `/oauth2-token${path}`, {
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': from },
      body: JSON.stringify(body),
    });
  for (const path of ['', '/introspect', '/revoke']) {
    const body = { ...credentials(client), token };
    for (const _ of [1, 2]) await post(path, body, '203.0.113.1');
    await post(path, { ...body, client_secret: 'wrong' }, '203.0.113.2');
    await post(path, {}, '203.0.113.2');
  }
  const { clientSecret } = await application.createClient();
  await post('/self-revoke', { client_secret: clientSecret }, '203.0.113.3');
  const wrong = makeClientSecret(application.side);
  for (let n = 0; n <= PER_NETWORK; n += 1) {
    await post('/self-revoke', { client_secret: wrong }, '203.0.113.4');
  }
}

async function unavailable(visit: Visit): Promise<void> {
  await applications.database.allowConnections(false);
  for (const route of visit.routes) await visit.ask(route);
  await applications.database.allowConnections(true);
  // The next test uses the other application, which has lost its connections too.
  const { backoffice, storefront } = applications;
  const ready = async ({ managementPort }: TestApplication) =>
    request(`http://127.0.0.1:${managementPort}/health/ready`);
  await expect
    .poll(async () => Promise.all([backoffice, storefront].map(ready)))
    .toMatchObject(Array.from({ length: 2 }, () => ({ body: { checks: { database: 'up' } } })));
}

const isFailure = (each: string) => / [45]\d\d$/.test(each);
const statusOf = (each: string) => each.split(' ').at(-1)!;

describe.each(SIDES)('OpenAPI document of the %s', (side) => {
  it(
    'describes the answers: every success of every operation, and every error of one operation',
    async () => {
      const visit = new Visit(applications[side]);
      await visit.begin();
      const parts = [published, oauth, refused, gone, acceptedBlindly, accepted];
      for (const part of parts) {
        await part(visit);
        await visit.renew();
      }
      await unavailable(visit);

      const described = new Set(visit.described);
      const successes = [...described].filter((each) => !isFailure(each) && !ELSEWHERE.has(each));
      const unseen = successes.filter((each) => !visit.seen.has(each));
      const failures = [...visit.seen].filter((each) => isFailure(each) && described.has(each));
      const seen = new Set(failures.map(statusOf));
      const never = [...described].filter((each) => isFailure(each) && !seen.has(statusOf(each)));
      expect({ faults: visit.faults, unseen, never }).toEqual({
        faults: [],
        unseen: [],
        never: [],
      });
    },
    LONG_MS,
  );
});
