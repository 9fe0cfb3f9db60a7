import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { type Administrator, requireMayGrant } from '../clients/administrator.js';
import { ClientAdministrationError } from '../clients/client-administration.error.js';
import { ClientCache } from '../clients/client-cache.js';
import { clientInactiveReason, type ClientSnapshot } from '../clients/client-snapshot.js';
import { Client } from '../clients/client.entity.js';
import { ClientsRepository } from '../clients/clients.repository.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { type AccessToken, AccessTokens } from './access-tokens.js';

/** Seconds; enough to try a few requests. */
const LIFETIME = 300;

const SCOPES = '/data/attributes/scopes';

/** A token with its scopes. */
export interface TestToken extends AccessToken {
  scopes: readonly string[];
}

/**
 * Issues tokens of clients of this side to people who administer them, so that they can try the API
 * as the client without its secret.
 */
@Injectable()
export class TestTokens {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly settings: Pick<OAuthSettings, 'side'>,
    private readonly clients: ClientsRepository,
    private readonly cache: ClientCache,
    private readonly accessTokens: AccessTokens,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Issues a token of a client with these scopes, or with all that client and caller have in common.
   * The client must be of this side. Returns null for an unknown client.
   *
   * @throws ClientAdministrationError `no_test_token`, `person_required`, `scope_not_held`, and those of
   *   `requireMayGrant`
   */
  async issue(
    clientId: string,
    scopes: readonly string[] | undefined,
    administrator: Administrator,
  ): Promise<TestToken | null> {
    requirePerson(administrator);
    const snapshot = await this.cache.reload(clientId);
    if (!snapshot) return null;
    requireUsable(snapshot);
    const granted = grantedScopes(scopes, snapshot, administrator);
    return this.clients.within(undefined, async (transaction) => {
      const client = await this.clients.lock(clientId, transaction);
      if (!client) return null;
      const grant = Object.assign(new Client(), client, { scopes: [...granted] });
      await requireMayGrant(administrator, grant, { transaction, pointer: SCOPES });
      const token = await this.accessTokens.issue({
        client: snapshot,
        scope: granted,
        jkt: null,
        maxLifetime: LIFETIME,
      });
      const { id: tokenId, expiresAt } = token;
      await this.audit.record(
        {
          actor: administrator.actor,
          action: 'client.test_token_issued',
          side: this.settings.side,
          subject: { type: 'oauth-clients', id: clientId },
          after: { tokenId, scopes: [...granted], expiresAt: new Date(expiresAt * 1000) },
        },
        transaction,
      );
      return { ...token, scopes: granted };
    });
  }
}

/** A machine has credentials of its own, and nobody who could sign in again. */
function requirePerson({ actor }: Administrator): void {
  if (actor.type === 'person') return;
  throw new ClientAdministrationError(
    'person_required',
    'only a person who has signed in gets a test token: a machine uses its own credentials',
  );
}

function requireUsable(client: ClientSnapshot): void {
  const inactive = clientInactiveReason(client, null);
  if (inactive !== null) {
    throw noTestToken(`the client gets no tokens now, because of its state: ${inactive}`);
  }
  if (!client.grantTypes.includes('client_credentials')) {
    throw noTestToken('the client gets tokens only for people who sign in: sign in with its app');
  }
  if (client.dpopBoundAccessTokens) {
    throw noTestToken('tokens of this client must be bound to a key, which only the client has');
  }
}

function noTestToken(description: string): ClientAdministrationError {
  return new ClientAdministrationError('no_test_token', description);
}

/** Also a caller with clients:admin gets only scopes of its own: the token is for its hands. */
function grantedScopes(
  requested: readonly string[] | undefined,
  { scopes: registered }: ClientSnapshot,
  { tokenScopes = [] }: Administrator,
): readonly string[] {
  const wanted = requested ?? registered;
  const unknown = wanted.filter((scope) => !registered.includes(scope));
  if (unknown.length > 0) {
    const description = 'scopes must be among those of the client';
    throw new ClientAdministrationError('validation_failed', description, SCOPES);
  }
  const granted = wanted.filter((scope) => tokenScopes.includes(scope));
  if (granted.length > 0 && (requested === undefined || granted.length === wanted.length)) {
    return granted;
  }
  const missing = wanted.filter((scope) => !granted.includes(scope));
  throw new ClientAdministrationError(
    'scope_not_held',
    `a test token has only scopes that you hold yourself; you lack ${missing.join(' ')}`,
    requested === undefined ? undefined : SCOPES,
  );
}
