import { Inject, Injectable } from '@nestjs/common';
import { AccessTokens } from '../access-tokens/access-tokens.js';
import { makeVisitor } from '../access-tokens/visitor.js';
import { VISITOR_GRANT } from '../clients/client-grants.js';
import { VisitorLimits } from '../limits/visitor-limits.js';
import { OAUTH_SETTINGS, type OAuthSettings, type VisitorSettings } from '../oauth-settings.js';
import { grantScope } from '../scope.js';
import { OAuthError } from '../oauth.error.js';
import type { Grant, TokenRequest } from './grant.js';
import { type TokenResponse, tokenResponse } from './token-response.js';

/**
 * The visitor grant, an extension grant (RFC 6749 §4.5): a token for somebody who has not signed in.
 * There is no refresh token, because the client can ask again.
 */
@Injectable()
export class VisitorGrant implements Grant {
  readonly type = VISITOR_GRANT;

  readonly #visitors: typeof OFF;

  /** @throws Error for a scope that the side does not have */
  constructor(
    @Inject(OAUTH_SETTINGS) { visitors, scopes }: OAuthSettings,
    private readonly accessTokens: AccessTokens,
    private readonly limits: VisitorLimits,
  ) {
    this.#visitors = visitors ?? OFF;
    const unknown = this.#visitors.scopes.filter((scope) => !Object.hasOwn(scopes, scope));
    if (unknown.length === 0) return;
    const known = Object.keys(scopes).join(', ');
    throw new Error(`visitors.scopes has ${unknown.join(', ')}; the side has ${known}`);
  }

  /** True when the operator has given visitors a scope. */
  get isOffered(): boolean {
    return this.#visitors.scopes.length > 0;
  }

  async issue({ parameters, client, jkt, context }: TokenRequest): Promise<TokenResponse> {
    const ofVisitors = client.scopes.filter((scope) => this.#visitors.scopes.includes(scope));
    if (ofVisitors.length === 0) {
      throw new OAuthError('invalid_scope', 'this client has no scope that visitors may have');
    }
    const scope = grantScope(parameters.get('scope'), ofVisitors);
    this.limits.take(client, context.address);
    const visitor = makeVisitor(this.#visitors.tokenLifetime);
    const token = await this.accessTokens.issue({ client, visitor, scope, jkt });
    return tokenResponse(token, { scope, jkt });
  }
}

/** The settings of a side without visitors. */
const OFF: Pick<VisitorSettings, 'scopes' | 'tokenLifetime'> = { scopes: [], tokenLifetime: 0 };
