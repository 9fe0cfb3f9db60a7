import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Configuration } from 'openid-client';
import { providerLabel } from '../secrets/provider-label.js';
import { SealedBox } from '../secrets/sealed-box.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { type IdentityProvider, MAX_PROVIDERS } from './identity-provider.js';
import { ProviderRequests } from './provider-requests.js';

/** Milliseconds that the metadata of a provider is used before it is fetched again. */
const LIFETIME_MS = 3_600_000;

/** A timeout of openid-client, in timeouts of `ProviderRequests`, whose message is clear. */
const LATER = 2;

/**
 * Connections to identity providers: their metadata (OpenID Connect Discovery), which must name the
 * configured issuer, and the authentication of this server there.
 */
@Injectable()
export class ProviderConnections {
  readonly #box: SealedBox;
  /** Simultaneous callers share one request; a failure is not kept. */
  readonly #configurations = new LRUCache<string, Configuration, IdentityProvider>({
    max: 2 * MAX_PROVIDERS,
    ttl: LIFETIME_MS,
    fetchMethod: async (_key, _stale, { context }) => this.#discover(context),
  });

  constructor(
    @Inject(SIGN_IN_SETTINGS)
    private readonly settings: Pick<SignInSettings, 'keyEncryptionKeys' | 'providers'>,
    private readonly requests: ProviderRequests,
  ) {
    this.#box = new SealedBox(settings.keyEncryptionKeys);
  }

  /**
   * Returns the configuration for a provider. It is fetched when it is not in memory, older than an
   * hour, or of other values of the provider.
   *
   * @throws Error when the provider does not answer, or names another issuer
   */
  async open(provider: IdentityProvider): Promise<Configuration> {
    const { id, clientId, sealedSecret } = provider;
    const key = JSON.stringify([id, clientId, sealedSecret?.toString('base64')]);
    const configuration = await this.#configurations.fetch(key, { context: provider });
    return configuration!;
  }

  async #discover(provider: IdentityProvider): Promise<Configuration> {
    const client = await import('openid-client');
    const { issuer, clientId } = provider;
    const { allowHttp, timeout } = this.settings.providers;
    const discovered = await client.discovery(new URL(issuer), clientId, {}, client.None(), {
      [client.customFetch]: this.requests.fetch,
      execute: allowHttp ? [client.allowInsecureRequests] : [],
      timeout: timeout * LATER,
    });
    const metadata = discovered.serverMetadata();
    // openid-client has exceptions for some providers, and ignores a slash at the end.
    if (metadata.issuer !== issuer) {
      throw new Error(`its metadata has the issuer ${metadata.issuer} instead of ${issuer}`);
    }
    const secret = this.#secretOf(provider);
    // Basic is the default of the specification (RFC 8414 §2), and the one that is always supported.
    const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const withSecret = methods.includes('client_secret_basic')
      ? client.ClientSecretBasic
      : client.ClientSecretPost;
    const authentication = secret === null ? client.None() : withSecret(secret);
    const configuration = new client.Configuration(metadata, clientId, {}, authentication);
    configuration[client.customFetch] = this.requests.fetch;
    configuration.timeout = timeout * LATER;
    if (allowHttp) client.allowInsecureRequests(configuration);
    // Verify the signature of ID tokens too, and not only the TLS certificate of the token endpoint.
    client.enableNonRepudiationChecks(configuration);
    return configuration;
  }

  /** @throws Error when no key-encryption key opens the secret */
  #secretOf({ side, issuer, sealedSecret }: IdentityProvider): string | null {
    if (!sealedSecret) return null;
    const secret = this.#box.open(sealedSecret, providerLabel(side, issuer));
    if (secret !== null) return secret;
    throw new Error(
      'no key-encryption key opens its secret: set it again with `latchkey providers update`',
    );
  }
}
