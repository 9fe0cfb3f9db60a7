/** The entry `@latchkey/server/testing` of the npm package, for the tests of host applications. */
import { Inject, Injectable, type INestApplicationContext } from '@nestjs/common';
import { ModuleRef, ModulesContainer } from '@nestjs/core';
import { AccessTokenJwt } from '../access-tokens/access-token.jwt.js';
import { AccessTokens } from '../access-tokens/access-tokens.js';
import { HostClaims } from '../access-tokens/host-claims.js';
import type { ExtraClaims } from '../host-hooks.js';
import { KeyStore } from '../keys/key-store.js';
import { MAX_TOKEN_LIFETIME, OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { OAuthModule } from '../oauth.module.js';
import { grantScope, readScope } from '../scope.js';
import { HostListeners } from '../usage/host-listeners.js';
import { TestClient } from './test-client.js';

/** The token that a test needs. */
export interface TokenForTest {
  /** Space-separated scopes of the token, as in a token request. */
  scope: string;

  /** The registration that issues the token; required if the application has several. */
  side?: string;

  /**
   * The id of an existing client, for which the token is issued. The default is a client without
   * secrets and keys, which has all scopes of the module and is created in the database.
   */
  clientId?: string;

  /** Claims in addition to those of the option `claims`, which they replace. */
  claims?: ExtraClaims;

  /** Seconds, 1 to 86400; the default is the lifetime of other tokens of the client. */
  lifetime?: number;
}

/**
 * Returns an access token that a running application accepts, for tests of protected routes:
 *
 *     const token = await mintAccessToken(app, { scope: 'reports:read' });
 *
 * The application itself issues the token, with its key, its claims and its listeners, so its guard
 * treats the token as any other. Only the request of a client is missing, with its authentication
 * and limits.
 *
 * This is not a way around the security of a server. It works only with the application object,
 * inside of the process, and code in that process can use the signing key anyway.
 *
 * @throws Error for an application without `OAuthModule`, or before its `init`; for an unknown side,
 *   client or scope; for a lifetime out of range, and for reserved claims
 */
export async function mintAccessToken(
  app: INestApplicationContext,
  token: TokenForTest,
): Promise<string> {
  const modules = [...app.get(ModulesContainer, { strict: false }).values()];
  const mints = modules
    .filter(({ metatype }) => metatype === OAuthModule)
    // Nest injects what the module itself would get, so the module needs no provider for tests.
    .map((module) => module.getProviderByKey<ModuleRef>(ModuleRef).instance.create(TokenMint));
  return mintOf(await Promise.all(mints), token.side).issue(token);
}

/** @throws Error when the side is unknown, or missing although there are several */
function mintOf(mints: TokenMint[], side?: string): TokenMint {
  if (mints.length === 0) throw new Error('the application does not import OAuthModule');
  const sides = mints.map((mint) => mint.side).join(', ');
  if (side === undefined && mints.length > 1) {
    throw new Error(`name one side of the application: ${sides}`);
  }
  const found = mints.find((mint) => mint.side === (side ?? mint.side));
  if (found) return found;
  throw new Error(`the application has no side ${side}; it has: ${sides}`);
}

/** Issues the tokens of one registration for tests. */
@Injectable()
class TokenMint {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly settings: OAuthSettings,
    private readonly keys: KeyStore,
    private readonly jwt: AccessTokenJwt,
    private readonly ownClaims: HostClaims,
    private readonly listeners: HostListeners,
    private readonly module: ModuleRef,
  ) {}

  get side(): string {
    return this.settings.side;
  }

  async issue({ scope, clientId, claims, lifetime }: TokenForTest): Promise<string> {
    if (this.keys.usable.length === 0) {
      throw new Error('the application has no key yet: call its init() before mintAccessToken()');
    }
    this.#requireKnown(scope);
    if (lifetime !== undefined) requireLifetime(lifetime);
    const client = await (await this.module.create(TestClient)).get(clientId);
    // `HostClaims` also rejects reserved names among the claims of the test.
    const allClaims = new HostClaims({
      claims: async (_, context) => ({ ...(await this.ownClaims.of(client, context)), ...claims }),
    });
    const accessTokens = new AccessTokens(this.settings, this.jwt, allClaims, this.listeners);
    const accessTokenLifetime = lifetime ?? client.accessTokenLifetime;
    const granted = grantScope(scope, client.scopes);
    const grant = { client: { ...client, accessTokenLifetime }, scope: granted, jkt: null };
    const { jwt } = await accessTokens.issue(grant);
    return jwt;
  }

  /** @throws Error for a scope that the module does not have */
  #requireKnown(scope: string): void {
    const { scopes } = this.settings;
    const unknown = readScope(scope).filter((name) => !Object.hasOwn(scopes, name));
    if (unknown.length === 0) return;
    const known = Object.keys(scopes).join(', ');
    throw new Error(`the side ${this.side} has no scope ${unknown.join(', ')}; it has: ${known}`);
  }
}

function requireLifetime(lifetime: number): void {
  if (Number.isInteger(lifetime) && lifetime >= 1 && lifetime <= MAX_TOKEN_LIFETIME) return;
  throw new Error(`lifetime must be whole seconds from 1 to ${MAX_TOKEN_LIFETIME}`);
}
