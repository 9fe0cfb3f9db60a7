import { Injectable } from '@nestjs/common';
import { AuditLog, changeOf } from '#audit';
import type { Transaction } from '#database';
import { type Administrator, ClientAdministrationError, type Side } from '#oauth';
import { endProviderSessions } from '../administration/end-provider-sessions.js';
import { providerLabel } from '../secrets/provider-label.js';
import { sealFor } from '../secrets/sealed-box.js';
import { type IdentityProvider, MAX_PROVIDERS } from './identity-provider.js';
import { IdentityProvidersRepository } from './identity-providers.repository.js';
import type { IdentityProviderChanges, NewIdentityProvider } from './provider-attributes.js';
import { SealingKeysRepository } from './sealing-keys.repository.js';

/** The type of providers in the API and in audit events. */
const TYPE = 'identity-providers';

/**
 * Administers the identity providers of both sides. Each change has an audit event.
 *
 * A provider can sign in as each person who is linked there. So only callers with `clients:admin` may
 * add or change one. Others may take away: disable and delete.
 */
@Injectable()
export class IdentityProviders {
  constructor(
    private readonly repository: IdentityProvidersRepository,
    private readonly sealingKeys: SealingKeysRepository,
    private readonly audit: AuditLog,
  ) {}

  async list(): Promise<IdentityProvider[]> {
    return this.repository.list();
  }

  async find(id: string): Promise<IdentityProvider | null> {
    return this.repository.find(id);
  }

  /** @throws ClientAdministrationError `scope_not_held`, `already_exists`, `validation_failed` */
  async create(
    attributes: NewIdentityProvider,
    administrator: Administrator,
  ): Promise<IdentityProvider> {
    requireMayChange(administrator);
    const { side, key, name, issuer, clientId, clientSecret, scopes, enabled = true } = attributes;
    const scope = scopeOf(scopes);
    return this.repository.within(async (transaction) => {
      const of = { side, issuer };
      const sealedSecret = await this.#seal(clientSecret ?? null, of, transaction);
      const values = { side, key, name, issuer, clientId, sealedSecret, scope, enabled };
      const after = await this.repository.insert(values, transaction);
      if (!after) throw await this.#conflict(attributes, transaction);
      await this.#record({ after }, administrator, transaction);
      return after;
    });
  }

  /**
   * Changes a provider. When it is disabled, the sessions that began there end, with the tokens that
   * apps got in them. Returns null for an unknown id.
   *
   * @throws ClientAdministrationError `scope_not_held`, `validation_failed`
   */
  async update(
    id: string,
    changes: IdentityProviderChanges,
    administrator: Administrator,
  ): Promise<IdentityProvider | null> {
    if (!onlyDisables(changes)) requireMayChange(administrator);
    return this.repository.within(async (transaction) => {
      const before = await this.repository.lock(id, transaction);
      if (!before) return null;
      const { clientSecret, scopes, ...values } = changes;
      const changed: IdentityProvider = { ...before, ...defined(values) };
      if (scopes) changed.scope = scopeOf(scopes);
      if (clientSecret !== undefined) {
        changed.sealedSecret = await this.#seal(clientSecret, before, transaction);
      }
      if (!differs(before, changed)) return before;
      const after = await this.repository.update(changed, transaction);
      if (before.enabled && !after.enabled) await this.#endSessions(after, transaction);
      await this.#record({ before, after }, administrator, transaction);
      return after;
    });
  }

  /**
   * Deletes a provider with the links of people to it, and ends its sessions as `update` does. Returns
   * false for an unknown id.
   */
  async delete(id: string, administrator: Administrator): Promise<boolean> {
    return this.repository.within(async (transaction) => {
      const before = await this.repository.lock(id, transaction);
      if (!before) return false;
      await this.repository.delete(id, transaction);
      await this.#endSessions(before, transaction);
      await this.#record({ before }, administrator, transaction);
      return true;
    });
  }

  async #endSessions(
    { id: providerId, side }: IdentityProvider,
    transaction: Transaction,
  ): Promise<void> {
    await endProviderSessions({ side, providerId }, transaction);
  }

  async #seal(
    secret: string | null,
    { side, issuer }: { side: Side; issuer: string },
    transaction: Transaction,
  ): Promise<Buffer | null> {
    if (secret === null) return null;
    const publicKey = await this.sealingKeys.find(side, transaction);
    if (publicKey) return sealFor(publicKey, secret, providerLabel(side, issuer));
    throw new ClientAdministrationError(
      'validation_failed',
      `clientSecret cannot be sealed before a server of the ${side} has started once`,
      '/data/attributes/clientSecret',
    );
  }

  async #conflict(
    { side, key, issuer }: NewIdentityProvider,
    transaction: Transaction,
  ): Promise<ClientAdministrationError> {
    const all = (await this.repository.list(transaction)).filter(
      (provider) => provider.side === side,
    );
    const taken = all.some((provider) => provider.key === key)
      ? { name: 'key', value: key }
      : { name: 'issuer', value: issuer };
    const isFull = all.length >= MAX_PROVIDERS;
    return new ClientAdministrationError(
      'already_exists',
      isFull
        ? `the ${side} has ${MAX_PROVIDERS} identity providers already`
        : `there is a provider of the ${side} with the ${taken.name} "${taken.value}" already`,
      isFull ? undefined : `/data/attributes/${taken.name}`,
    );
  }

  async #record(
    { before, after }: { before?: IdentityProvider; after?: IdentityProvider },
    { actor }: Administrator,
    transaction: Transaction,
  ): Promise<void> {
    const { side } = (after ?? before)!;
    const change = { actor, before: before && shown(before), after: after && shown(after) };
    const kind = { noun: 'identity_provider', type: TYPE, side };
    await this.audit.record(changeOf(kind, change), transaction);
  }
}

/** @throws ClientAdministrationError `scope_not_held` */
function requireMayChange({ scopes }: Administrator): void {
  if (scopes === 'all') return;
  throw new ClientAdministrationError(
    'scope_not_held',
    'the caller needs clients:admin to add or change identity providers',
  );
}

function onlyDisables({ enabled, ...others }: IdentityProviderChanges): boolean {
  return enabled === false && Object.values(others).every((value) => value === undefined);
}

/** Returns the members that are not undefined. */
function defined<Values extends object>(values: Values): Partial<Values> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Partial<Values>;
}

/** Returns the scope to request: each value once, `openid` first. */
function scopeOf(scopes: readonly string[] = []): string {
  return [...new Set(['openid', ...scopes])].join(' ');
}

/**
 * Returns the values of an audit event. Of a secret it has the beginning of the sealed one, which is
 * random and another one for each new secret.
 */
function shown({
  id,
  key,
  name,
  issuer,
  clientId,
  sealedSecret,
  scope,
  enabled,
}: IdentityProvider) {
  const clientSecretTag = sealedSecret && sealedSecret.toString('hex', 0, 4);
  return { id, key, name, issuer, clientId, clientSecretTag, scope, enabled };
}

function differs(before: IdentityProvider, after: IdentityProvider): boolean {
  return JSON.stringify(shown(before)) !== JSON.stringify(shown(after));
}
