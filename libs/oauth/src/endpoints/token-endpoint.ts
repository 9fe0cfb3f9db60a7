import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../client-authentication/authentication-failure-handler.js';
import { ClientAuthenticator } from '../client-authentication/client-authenticator.js';
import type { SecretSnapshot } from '../clients/client-snapshot.js';
import { FormParameters } from '../form-parameters.js';
import { Grants } from '../grants/grants.js';
import type { TokenResponse } from '../grants/token-response.js';
import { ClientLimits } from '../limits/client-limits.js';
import { TokenBinding } from '../dpop/token-binding.js';
import { OAuthMetrics } from '../usage/oauth.metrics.js';
import { Usage } from '../usage/usage.js';
import { renderOAuthError } from './oauth-error.filter.js';

/** A token request that no framework has looked at; its body is a form or JSON. */
interface PlainRequest {
  headers: IncomingHttpHeaders;
  address: string;
  id: string;
  /** As `performance.now()` has it. */
  arrivedAtMs: number;
  readBody(): unknown;
}

interface PlainAnswer {
  status: number;
  /** Beside those of every answer. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface IssuedToken {
  response: TokenResponse;
  /** Beside those of every answer. */
  headers: Readonly<Record<string, string>>;
}

/** The token endpoint (RFC 6749 §3.2), whichever way a request has come. */
@Injectable()
export class TokenEndpoint {
  /** Of every answer to a plain request (RFC 6749 §5.1). */
  readonly headers = {
    'Cache-Control': 'no-store',
    Pragma: 'no-cache',
    'Content-Type': 'application/json; charset=utf-8',
  } as const;

  constructor(
    private readonly authenticator: ClientAuthenticator,
    private readonly binding: TokenBinding,
    private readonly grants: Grants,
    private readonly limits: ClientLimits,
    private readonly usage: Usage,
    private readonly metrics: OAuthMetrics,
  ) {}

  /** Never rejects. */
  async answer(request: PlainRequest): Promise<PlainAnswer> {
    const { headers, address, id: requestId, arrivedAtMs } = request;
    const { authorization } = headers;
    const requester = { authorization, address, requestId, arrivedAtMs };
    try {
      const parameters = new FormParameters(request.readBody());
      const issued = await this.issue(parameters, requester, headers.dpop as string | undefined);
      return { status: 200, headers: issued.headers, body: renderToken(issued.response) };
    } catch (error) {
      const { status, headers: further = {}, body } = renderOAuthError(error, requestId);
      return { status, headers: further, body: JSON.stringify(body) };
    }
  }

  /** @throws OAuthError */
  async issue(
    parameters: FormParameters,
    requester: RequestContext,
    proof: string | undefined,
  ): Promise<IssuedToken> {
    const grant = this.grants.get(parameters.require('grant_type'));
    const authenticated = await this.authenticator.authenticate(parameters, requester);
    const { client, secret, address, network } = authenticated;
    let headers = this.limits.take('tokens', client);
    const bound = await this.binding.of(client, proof);
    const response = grant.issue(parameters, client, bound && bound.jkt);

    this.metrics.tokenIssued();
    this.usage.tokenIssued(client.clientId, { secretId: secret?.id, address, network });
    if (bound?.nonce !== undefined) headers = { ...headers, 'DPoP-Nonce': bound.nonce };
    if (secret && secret.deprecatedAt !== null) {
      headers = { ...headers, ...endOf(secret) };
      this.metrics.deprecatedSecretUsed(client.clientId, secret.hint);
    }
    return { response, headers };
  }
}

/**
 * What `JSON.stringify` makes of it, which would look for what is to be escaped in a token, where
 * nothing is: 2 % of the token's time.
 */
function renderToken({ token_type, expires_in, access_token, scope }: TokenResponse): string {
  const start = `{"token_type":"${token_type}","expires_in":${expires_in}`;
  return `${start},"access_token":"${access_token}","scope":${JSON.stringify(scope)}}`;
}

/** To whoever still uses a secret that has been replaced (RFC 9745 §2, RFC 8594 §3). */
function endOf({ deprecatedAt, expiresAt }: SecretSnapshot): Record<string, string> {
  const deprecation = { Deprecation: `@${Math.floor(deprecatedAt!)}` };
  if (expiresAt === null) return deprecation;
  return { ...deprecation, Sunset: new Date(expiresAt * 1000).toUTCString() };
}
