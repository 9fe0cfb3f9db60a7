import http from 'node:http';
import { randomBytes } from 'node:crypto';

/** Concurrent workers. Each waits for its answer before its next request. */
const WORKERS = 8;

/** Clients that request tokens, and the tokens that are kept for later requests. */
const CLIENTS = 200;
const TOKENS = 500;

const JSON_API = 'application/vnd.api+json';

/** Percentage of each kind of action. */
const PARTS = {
  token: 25,
  wrongSecret: 8,
  readWithNewToken: 10,
  readWithOldToken: 25,
  readDocuments: 6,
  introspection: 8,
  userLife: 8,
  clientLife: 5,
  revocation: 5,
};

/** Runs all kinds of requests continuously over keep-alive connections. */
export class MixedLoad {
  /** Number of requests by method, path and status. */
  counts = {};
  /** Unexpected answers. */
  failures = [];
  #url;
  #agent = new http.Agent({ keepAlive: true, maxSockets: WORKERS * 2 });
  #administrator;
  #administratorToken = { value: '', until: 0 };
  #clients = [];
  #tokens = [];
  #isStopping = false;
  #work;

  constructor(url, administrator) {
    this.#url = new URL(url);
    this.#administrator = administrator;
  }

  async start() {
    while (this.#clients.length < CLIENTS) this.#clients.push(await this.#createClient());
    this.resume();
  }

  resume() {
    this.#isStopping = false;
    this.#work = Promise.all(Array.from({ length: WORKERS }, () => this.#run()));
  }

  /** Stops the workers. Resolves when all requests in flight are answered. */
  async pause() {
    this.#isStopping = true;
    await this.#work;
  }

  async #run() {
    const kinds = Object.entries(PARTS).flatMap(([kind, part]) => Array(part).fill(kind));
    while (!this.#isStopping) {
      const kind = kinds[Math.floor(Math.random() * kinds.length)];
      await this.#acts[kind]().catch(({ message }) => {
        if (this.failures.length < 1000) this.failures.push(`${kind}: ${message}`);
      });
    }
  }

  #acts = {
    token: async () => this.#token(any(this.#clients)),
    wrongSecret: async () => {
      const { clientId } = Math.random() < 0.5 ? any(this.#clients) : { clientId: unknownId() };
      const clientSecret = `lkb_${randomBytes(24).toString('base64url')}`;
      await this.#form('/oauth2-token', credentials({ clientId, clientSecret }), [401, 429]);
    },
    readWithNewToken: async () => this.#read(await this.#token(any(this.#clients))),
    readWithOldToken: async () => {
      const token = any(this.#tokens);
      // The token may be expired or revoked; rejected tokens are part of the load.
      if (token) await this.#read(token, [200, 401]);
    },
    readDocuments: async () => {
      await this.#ask('GET', '/.well-known/jwks.json');
      await this.#ask('GET', '/.well-known/oauth-authorization-server');
      await this.#ask('GET', '/api/openapi.json');
    },
    introspection: async () => {
      const token = any(this.#tokens) ?? 'none';
      const parameters = { ...credentials(this.#administrator), token };
      delete parameters.grant_type;
      await this.#form('/oauth2-token/introspect', parameters);
    },
    userLife: async () => {
      const username = `soak-${randomBytes(6).toString('hex')}`;
      const attributes = {
        username,
        email: `${username}@example.com`,
        firstName: 'A',
        lastName: 'B',
      };
      const { id } = await this.#write('POST', '/api/users', { type: 'users', attributes });
      await this.#write('PATCH', `/api/users/${id}`, {
        type: 'users',
        id,
        attributes: { firstName: 'C' },
      });
      await this.#write('DELETE', `/api/users/${id}`);
    },
    clientLife: async () => {
      const client = await this.#createClient();
      await this.#read(await this.#token(client));
      await this.#write('DELETE', `/api/oauth-clients/${client.clientId}`);
    },
    revocation: async () => {
      const client = any(this.#clients);
      const token = await this.#token(client);
      const { client_id, client_secret } = credentials(client);
      await this.#form('/oauth2-token/revoke', { client_id, client_secret, token });
      await this.#read(token, [401]);
    },
  };

  async #token(client) {
    const { body } = await this.#form('/oauth2-token', credentials(client));
    this.#tokens.push(body.access_token);
    if (this.#tokens.length > TOKENS) this.#tokens.shift();
    return body.access_token;
  }

  async #createClient() {
    const attributes = {
      name: `soak ${randomBytes(6).toString('hex')}`,
      side: 'backoffice',
      scopes: ['users:read'],
    };
    const { id } = await this.#write('POST', '/api/oauth-clients', {
      type: 'oauth-clients',
      attributes,
    });
    const relationships = { client: { data: { type: 'oauth-clients', id } } };
    const secret = { type: 'oauth-client-secrets', attributes: {}, relationships };
    const { meta } = await this.#document('POST', '/api/oauth-client-secrets', { data: secret });
    return { clientId: id, clientSecret: meta.secret };
  }

  async #read(token, expected = [200]) {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': JSON_API };
    await this.#ask('GET', '/api/users?page[size]=25', { headers, expected });
  }

  async #write(method, path, data) {
    return (await this.#document(method, path, data && { data })).data;
  }

  async #document(method, path, document) {
    const headers = {
      Authorization: `Bearer ${await this.#administratorsToken()}`,
      'Content-Type': JSON_API,
    };
    const body = document && JSON.stringify(document);
    return (await this.#ask(method, path, { headers, body, expected: [200, 201, 204] })).body;
  }

  async #administratorsToken() {
    if (Date.now() > this.#administratorToken.until) {
      const { body } = await this.#form('/oauth2-token', credentials(this.#administrator));
      const until = Date.now() + (body.expires_in - 30) * 1000;
      this.#administratorToken = { value: body.access_token, until };
    }
    return this.#administratorToken.value;
  }

  async #form(path, parameters, expected = [200]) {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    return this.#ask('POST', path, {
      headers,
      body: new URLSearchParams(parameters).toString(),
      expected,
    });
  }

  async #ask(method, path, { headers = {}, body = '', expected = [200] } = {}) {
    const { hostname, port } = this.#url;
    const length = body === '' ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const answer = await new Promise((resolve, reject) => {
      const options = {
        hostname,
        port,
        agent: this.#agent,
        method,
        path,
        headers: { ...headers, ...length },
      };
      const request = http.request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => (text += part));
        response.on('end', () => resolve({ status: response.statusCode, text }));
      });
      request.on('error', reject).end(body);
    });
    const name = `${method} ${path.replace(/\?.*|\/[\da-f-]{36}$|\/\d+$/, '')} ${answer.status}`;
    this.counts[name] = (this.counts[name] ?? 0) + 1;
    if (!expected.includes(answer.status)) throw new Error(`${name} ${answer.text.slice(0, 200)}`);
    return { body: answer.text === '' ? {} : JSON.parse(answer.text) };
  }
}

function credentials({ clientId, clientSecret }) {
  return { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
}

function any(list) {
  return list[Math.floor(Math.random() * list.length)];
}

function unknownId() {
  const hex = randomBytes(16).toString('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-8$4-$5');
}
