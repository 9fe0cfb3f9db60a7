import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash, randomBytes } from 'node:crypto';
import {
  exportJWK,
  generateKeyPair,
  type GenerateKeyPairResult,
  type JWTPayload,
  SignJWT,
} from 'jose';

/** Lies of a provider: differences from correct answers. */
export interface Lies {
  /** Members of the ID token; undefined removes one. */
  claims?: Record<string, unknown>;
  /** Signs with another key than the published one. */
  foreignKey?: boolean;
  /** Signs with the client secret (HS256) or not at all. */
  algorithm?: 'HS256' | 'none';
  /** Members of the metadata. */
  metadata?: Record<string, unknown>;
  /** Leaves out the ID token. */
  noIdToken?: boolean;
  /** Answers of single paths instead of the right ones; `never` sends none. */
  answers?: Record<string, ProviderAnswer | 'never'>;
}

interface ProviderAnswer {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

let made: Promise<[GenerateKeyPairResult, GenerateKeyPairResult]> | undefined;

/** Makes two key pairs, once in a process: it takes a second. */
async function pairs(): Promise<[GenerateKeyPairResult, GenerateKeyPairResult]> {
  made ??= Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  return made;
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * An OpenID provider that tests let lie. It has no login page: `authorize` stands for a person who
 * signs in, and returns the query of the redirect.
 */
export class FakeProvider {
  lies: Lies = {};
  readonly clientId = 'latchkey';
  readonly clientSecret = 'a secret of the client';
  /** The paths of all requests. */
  readonly requests: string[] = [];
  /** The bodies of all requests to the token endpoint. */
  readonly tokenRequests: URLSearchParams[] = [];
  readonly #codes = new Map<string, { nonce: string; challenge: string; subject: string }>();

  private constructor(
    private readonly server: Server,
    private readonly keys: Record<'own' | 'foreign', GenerateKeyPairResult>,
  ) {}

  static async start(): Promise<FakeProvider> {
    const server = createServer();
    const [own, foreign] = await pairs();
    const provider = new FakeProvider(server, { own, foreign });
    server.on('request', (request, response) => {
      void provider.#answer(request).then((answer) => {
        if (answer === 'never') return;
        const { status, body, headers } = answer;
        const usual = { 'Content-Type': 'application/json', Connection: 'close' };
        response.writeHead(status, { ...usual, ...headers }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The header of the client, whose id and secret are encoded as in a form (RFC 6749 §2.3.1). */
  get #credentials(): string {
    const secret = new URLSearchParams({ '': this.clientSecret }).toString().slice(1);
    return `Basic ${Buffer.from(`${this.clientId}:${secret}`).toString('base64')}`;
  }

  /** Signs a person in for an authorization request. Returns the query of the redirect URI. */
  authorize(authorizationUrl: string, subject: string): URLSearchParams {
    const asked = new URL(authorizationUrl).searchParams;
    const code = randomBytes(16).toString('hex');
    const nonce = asked.get('nonce')!;
    this.#codes.set(code, { nonce, challenge: asked.get('code_challenge')!, subject });
    return new URLSearchParams({ code, state: asked.get('state')!, iss: this.issuer });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #answer(request: IncomingMessage): Promise<ProviderAnswer | 'never'> {
    const { issuer } = this;
    this.requests.push(request.url ?? '');
    const lie = this.lies.answers?.[request.url ?? ''];
    if (lie) return lie;
    if (request.url === '/.well-known/openid-configuration') {
      const metadata = {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        authorization_response_iss_parameter_supported: true,
      };
      return { status: 200, body: { ...metadata, ...this.lies.metadata } };
    }
    if (request.url === '/jwks') {
      const key = { ...(await exportJWK(this.keys.own.publicKey)), kid: 'k', alg: 'RS256' };
      return { status: 200, body: { keys: [key] } };
    }
    if (request.url === '/token') return this.#token(request);
    return { status: 404, body: {} };
  }

  async #token(request: IncomingMessage): Promise<ProviderAnswer> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const body = new URLSearchParams(text);
    this.tokenRequests.push(body);
    if (request.headers.authorization !== this.#credentials) {
      return { status: 401, body: { error: 'invalid_client' } };
    }
    const code = this.#codes.get(body.get('code') ?? '');
    this.#codes.delete(body.get('code') ?? '');
    const verifier = body.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (code?.challenge !== challenge) return { status: 400, body: { error: 'invalid_grant' } };
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer,
      sub: code.subject,
      aud: this.clientId,
      iat: now,
      exp: now + 60,
      nonce: code.nonce,
      auth_time: now - 100,
      amr: ['pwd', 'mfa', 'unknown'],
      email: 'ada@example.com',
      ...this.lies.claims,
    };
    const idToken = this.lies.noIdToken ? undefined : await this.#sign(claims);
    return {
      status: 200,
      body: { access_token: 'x', token_type: 'Bearer', id_token: idToken },
    };
  }

  async #sign(claims: JWTPayload): Promise<string> {
    const { algorithm, foreignKey } = this.lies;
    if (algorithm === 'none') return `${base64url({ alg: 'none' })}.${base64url(claims)}.`;
    if (algorithm === 'HS256') {
      const secret = new TextEncoder().encode(this.clientSecret);
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    }
    const { privateKey } = foreignKey ? this.keys.foreign : this.keys.own;
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(privateKey);
  }
}
