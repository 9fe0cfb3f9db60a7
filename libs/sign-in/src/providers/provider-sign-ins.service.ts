import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Configuration } from 'openid-client';
import { digest, randomToken, tokenHash } from '../secrets/random-token.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import {
  type Transaction,
  TransactionsRepository,
} from '../transactions/transactions.repository.js';
import { callbackPath, type IdentityProvider } from './identity-provider.js';
import { IdentityProvidersRepository } from './identity-providers.repository.js';
import { type ProviderAuthentication, readAuthentication } from './provider-authentication.js';
import { ProviderConnections } from './provider-connections.js';
import { reasonOf } from './provider-failure.js';

/** The purpose of a sign-in at a provider. */
export interface ProviderRequest extends Partial<Pick<Transaction, 'personId' | 'linkHash'>> {
  returnTo: string;

  /** True to make the provider ask for credentials, although the person may be signed in there. */
  isFresh?: boolean;
}

/** The start of a sign-in at a provider. */
export interface StartedAtProvider {
  /** The URL at the provider to which the browser goes. */
  url: string;

  /** The secret that the browser keeps in a cookie until it comes back. */
  token: string;
}

/** The answer of a provider: the query of the redirect URI, and the cookie of the browser. */
export interface ProviderAnswer {
  query: string;
  token: string | undefined;
}

/** A proved authentication at a provider, and the transaction that asked for it. */
export interface FinishedAtProvider {
  authentication: ProviderAuthentication;
  transaction: Transaction;
}

/** The reason why a sign-in at a provider did not succeed. */
export interface FailedAtProvider {
  /** `unavailable` when the provider does not answer, `expired` for no open transaction. */
  failure: 'unavailable' | 'rejected' | 'expired';
  transaction: Transaction | null;
}

/**
 * Sign-ins at OpenID providers (authorization code with PKCE, state and nonce). Each provider has its
 * own redirect URI, so the answer of one cannot be taken for that of another (RFC 9700 §4.4.2.2).
 */
@Injectable()
export class ProviderSignIns {
  readonly #log = new Logger('SignIn');

  constructor(
    @Inject(SIGN_IN_SETTINGS)
    private readonly settings: Pick<SignInSettings, 'side' | 'issuer' | 'sessions'>,
    private readonly providers: IdentityProvidersRepository,
    private readonly connections: ProviderConnections,
    private readonly transactions: TransactionsRepository,
  ) {}

  /** Lists the providers at which people may sign in, in the order in which they were added. */
  async list(): Promise<IdentityProvider[]> {
    return this.providers.listEnabled(this.settings.side);
  }

  async find(key: string): Promise<IdentityProvider | null> {
    return (await this.list()).find((provider) => provider.key === key) ?? null;
  }

  /** Starts a sign-in; null when the provider does not answer. */
  async begin(
    provider: IdentityProvider,
    { returnTo, personId, linkHash, isFresh }: ProviderRequest,
  ): Promise<StartedAtProvider | null> {
    const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import('openid-client');
    const token = randomToken();
    const { state, nonce, verifier } = secretsOf(token);
    const parameters = {
      response_type: 'code',
      redirect_uri: this.redirectUri(provider),
      scope: provider.scope,
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      // Also makes the provider say when the person authenticated (OpenID Connect Core §3.1.2.1).
      max_age: String(this.settings.sessions.lifetime),
      ...(isFresh && { prompt: 'login' }),
    };
    const url = await this.#open(provider, (configuration) =>
      buildAuthorizationUrl(configuration, parameters),
    );
    if (!url) return null;
    const { id: providerId } = provider;
    const transaction = { kind: 'provider', providerId, returnTo, personId, linkHash } as const;
    await this.transactions.insert(tokenHash(token)!, transaction);
    return { url: url.href, token };
  }

  /**
   * Verifies the answer of a provider and redeems its code, once. An answer with the state of another
   * browser does not end the transaction of this one.
   */
  async finish(
    provider: IdentityProvider,
    { query, token }: ProviderAnswer,
  ): Promise<FinishedAtProvider | FailedAtProvider> {
    const hash = tokenHash(token);
    const isOwn = hash && new URLSearchParams(query).get('state') === secretsOf(token!).state;
    const transaction = isOwn ? await this.transactions.take(hash, 'provider') : null;
    if (transaction?.providerId !== provider.id) return { failure: 'expired', transaction: null };
    const configuration = await this.#open(provider, (opened) => opened);
    if (!configuration) return { failure: 'unavailable', transaction };
    const answer = { query, token: token!, beganAt: transaction.beganAt };
    const authentication = await this.#redeem(provider, configuration, answer);
    return authentication ? { authentication, transaction } : { failure: 'rejected', transaction };
  }

  redirectUri({ key }: IdentityProvider): string {
    return this.settings.issuer + callbackPath(key);
  }

  async #redeem(
    provider: IdentityProvider,
    configuration: Configuration,
    { query, token, beganAt }: { query: string; token: string; beganAt: number },
  ): Promise<ProviderAuthentication | null> {
    const { state, nonce, verifier } = secretsOf(token);
    const { authorizationCodeGrant } = await import('openid-client');
    try {
      const url = new URL(`${this.redirectUri(provider)}?${query}`);
      const tokens = await authorizationCodeGrant(configuration, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      return readAuthentication(tokens.claims()!, beganAt);
    } catch (error) {
      this.#log.warn(`rejected the answer of the provider ${provider.key}: ${reasonOf(error)}`);
      return null;
    }
  }

  async #open<Result>(
    provider: IdentityProvider,
    use: (configuration: Configuration) => Result,
  ): Promise<Result | null> {
    try {
      return use(await this.connections.open(provider));
    } catch (error) {
      this.#log.warn(`cannot use the identity provider ${provider.key}: ${reasonOf(error)}`);
      return null;
    }
  }
}

/** Derives what only this browser's transaction has. The database has the hash of the token alone. */
function secretsOf(token: string): { state: string; nonce: string; verifier: string } {
  const derived = (purpose: string) => digest(`${purpose} ${token}`).toString('base64url');
  return { state: derived('state'), nonce: derived('nonce'), verifier: derived('verifier') };
}
