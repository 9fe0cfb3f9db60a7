import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { prepared } from '#database';
import { readKeySet } from '../jws/key-set.js';
import { networkList } from '../network.js';
import { OAUTH_SETTINGS } from '../oauth-settings.js';
import { isClientId, type ClientSnapshot, type SecretSnapshot } from './client-snapshot.js';
import { MAX_KEYS } from './client-keys.js';
import { plainLimits } from './limit-overrides.js';
import { type RolesOfSide, SnapshotsOfSide } from './snapshots-of-side.repository.js';
import { storedNetworks, storedTexts } from './stored-lists.js';

/**
 * The id of no client. It is looked up instead of a malformed id, so that both take the same time.
 */
const NO_CLIENT = '00000000-0000-0000-0000-000000000000';

/**
 * Networks that are read for one client, at most: more would make a client with many networks slow.
 */
export const MAX_KNOWN_NETWORKS = 100;

/** Secrets of one client, at most; a trigger allows no more. */
const MAX_SECRETS = 100;

interface Row {
  clientId: string;
  name: string;
  scopes: string[];
  grantTypes: string[];
  redirectUris: string[];
  postLogoutRedirectUris: string[];
  isPublic: boolean;
  isThirdParty: boolean;
  enabled: boolean;
  accessTokenLifetime: number | null;
  dpopBoundAccessTokens: boolean;
  limits: unknown;
  allowedNetworks: string[];
  expiresAt: number | null;
  tokensValidAfter: number | null;
  ownerId: string | null;
  ownerActive: boolean | null;
  ownerRole: string | null;
  /** Scopes that both the client and its owner hold. */
  ownerScopes: string[];
  secrets: SecretSnapshot[];
  jwks: unknown;
  jwksUri: string | null;
  knownNetworks: string[];
}

/** Reads the clients of one side in the form that the protocol needs. */
@Injectable()
export class ClientSnapshotsRepository extends SnapshotsOfSide<Row> {
  protected readonly statement = STATEMENT;

  constructor(@Inject(OAUTH_SETTINGS) options: RolesOfSide, dataSource: DataSource) {
    super(options, dataSource);
    requireKnownRoles(options);
  }

  protected idOf({ clientId }: Row): string {
    return clientId;
  }

  /** Finds a client of this side, or null, in one statement, which concurrent look-ups share. */
  async find(clientId: string): Promise<ClientSnapshot | null> {
    const id = isClientId(clientId) ? clientId : NO_CLIENT;
    const row = await this.rows.find(id);
    return row ? this.#read(id, row) : null;
  }

  #read(clientId: string, row: Row): ClientSnapshot {
    const { enabled, expiresAt, tokensValidAfter, ownerId } = row;
    const { accessTokenLifetime, dpopBoundAccessTokens, jwksUri } = row;
    const { name, isPublic, isThirdParty } = row;
    const allowedNetworks = storedNetworks(row.allowedNetworks);
    const keySet = readKeySet(row.jwks, MAX_KEYS);
    return {
      clientId,
      name,
      subject: ownerId ?? clientId,
      scopes: this.lists.share(this.#scopes(row)),
      grantTypes: this.lists.share(storedTexts(row.grantTypes)),
      redirectUris: this.lists.share(storedTexts(row.redirectUris)),
      postLogoutRedirectUris: this.lists.share(storedTexts(row.postLogoutRedirectUris)),
      isPublic,
      isThirdParty,
      enabled,
      expiresAt,
      tokensValidAfter,
      owner: owner(row),
      accessTokenLifetime,
      dpopBoundAccessTokens,
      // Invalid limits, which only a person wrote by SQL, are ignored.
      limits: plainLimits(row.limits),
      isAllowedFrom: allowedNetworks.length === 0 ? fromAnywhere : networkList(allowedNetworks),
      secrets: row.secrets,
      // Invalid keys, which only a person wrote by SQL, verify nothing.
      keys: typeof keySet === 'string' ? [] : keySet.keys,
      jwksUri,
      knownNetworks: new Set(row.knownNetworks),
    };
  }

  /** Returns the client's scopes within the roles of its owner; none for an owner without roles. */
  #scopes({ ownerId, ownerRole, ownerScopes, ...row }: Row): string[] {
    const scopes = storedTexts(row.scopes);
    if (ownerId === null) return scopes;
    const ofRole = this.scopesOfRole(ownerRole);
    return scopes.filter((scope) => ownerScopes.includes(scope) || ofRole.includes(scope));
  }
}

function fromAnywhere(): boolean {
  return true;
}

function owner({ ownerId, ownerActive }: Row): ClientSnapshot['owner'] {
  if (ownerId === null) return 'none';
  if (ownerActive === null) return 'gone';
  return ownerActive ? 'active' : 'disabled';
}

/** Rejects a configured role with a scope that does not exist: it would silently grant nothing. */
function requireKnownRoles({ side, roles, scopes: ofSide }: RolesOfSide): void {
  for (const [role, scopes] of Object.entries(roles)) {
    const unknown = scopes.filter((scope) => !Object.hasOwn(ofSide, scope));
    if (unknown.length > 0) {
      throw new Error(
        `${side}.roles.${role}: no scope ${unknown.join(', ')}; there is ${Object.keys(ofSide).join(', ')}`,
      );
    }
  }
}

/**
 * Reads clients. Planning takes 1.5 ms, and execution 0.5 ms. Times are JSON numbers: PostgreSQL
 * rounds floating-point numbers by a setting that a login may change (`extra_float_digits`).
 */
const STATEMENT = prepared(`
  SELECT client.client_id AS "clientId", client.name, client.scopes, client.enabled,
    client.grant_types AS "grantTypes", client.redirect_uris AS "redirectUris",
    client.post_logout_redirect_uris AS "postLogoutRedirectUris",
    client.is_public AS "isPublic", client.is_third_party AS "isThirdParty",
    client.access_token_lifetime AS "accessTokenLifetime",
    client.dpop_bound_access_tokens AS "dpopBoundAccessTokens",
    client.limits, client.allowed_networks AS "allowedNetworks",
    to_json(extract(epoch FROM client.expires_at)) AS "expiresAt",
    to_json(extract(epoch FROM client.tokens_valid_after)) AS "tokensValidAfter",
    client.jwks, client.jwks_uri AS "jwksUri",
    client.owner_id AS "ownerId", owner.active AS "ownerActive",
    owner.role AS "ownerRole",
    ARRAY(
      SELECT DISTINCT scope FROM unnest(owner.scopes) scope WHERE scope = ANY(client.scopes)
    ) AS "ownerScopes",
    coalesce((
      SELECT json_agg(json_build_object(
        'id', secret.id, 'hash', encode(secret.hash, 'hex'), 'hint', secret.hint,
        'notBefore', extract(epoch FROM secret.not_before),
        'expiresAt', extract(epoch FROM secret.expires_at),
        'deprecatedAt', extract(epoch FROM secret.deprecated_at)))
      FROM (
        SELECT * FROM oauth_client_secrets WHERE client_id = client.client_id LIMIT ${MAX_SECRETS}
      ) secret
    ), '[]') AS secrets,
    ARRAY(
      SELECT network::text FROM client_networks
      WHERE client_networks.client_id = client.client_id
      ORDER BY last_used_at DESC LIMIT ${MAX_KNOWN_NETWORKS}
    ) AS "knownNetworks"
  FROM oauth_clients client
    LEFT JOIN LATERAL (
      -- Into a view that is a barrier, conditions go only as they are here, and then by its index.
      SELECT * FROM client_owners
      WHERE client_owners.side = client.side AND client_owners.id = client.owner_id OFFSET 0
    ) owner ON true
  WHERE client.side = $1 AND client.client_id = ANY($2::uuid[])`);
