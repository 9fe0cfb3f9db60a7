import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Actor, AuditLog } from '#audit';
import type { Administrator } from '../clients/administrator.js';
import { isClientId } from '../clients/client-snapshot.js';
import { ClientsRepository } from '../clients/clients.repository.js';
import { readJws } from '../jws/jws.js';
import { verificationKey } from '../keys/signing-key.entity.js';
import { SigningKeysRepository } from '../keys/signing-keys.repository.js';
import type { Side } from '../side.js';
import { MAX_TOKEN_LIFETIME } from '../oauth-settings.js';
import { type RevokedToken, RevokedTokensRepository } from './revoked-tokens.repository.js';
import { verifiedClaims } from '../access-tokens/verified-claims.js';

/** Milliseconds to wait for at least one millisecond: a timer may fire a fraction too early. */
const MILLISECOND = 2;

/** Revokes one token or all tokens of a client, and records an audit event for each revocation. */
@Injectable()
export class TokenRevocations {
  constructor(
    private readonly rows: RevokedTokensRepository,
    private readonly clients: ClientsRepository,
    private readonly signingKeys: SigningKeysRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Returns false, and records no event, when the token was revoked before. */
  async revoke(token: RevokedToken, actor: Actor): Promise<boolean> {
    const { side, jti, clientId, expiresAt } = token;
    return this.clients.within(undefined, async (transaction) => {
      if (!(await this.rows.insert(token, transaction))) return false;
      await this.audit.record(
        {
          actor,
          action: 'token.revoked',
          side,
          subject: { type: 'access-tokens', id: jti },
          after: { clientId, expiresAt: new Date(expiresAt * 1000).toISOString() },
        },
        transaction,
      );
      return true;
    });
  }

  /**
   * Revokes all current tokens of a client. Returns the time, or null for an unknown client. Tokens
   * issued in the same millisecond are revoked, so this resolves after that millisecond: a token
   * that the client requests afterwards is valid.
   */
  async revokeAll(clientId: string, administrator: Administrator): Promise<Date | null> {
    const revokedAt = await this.#revokeAll(clientId, administrator);
    await pause(MILLISECOND);
    return revokedAt;
  }

  async #revokeAll(clientId: string, { actor }: Administrator): Promise<Date | null> {
    return this.clients.within(undefined, async (transaction) => {
      const client = await this.clients.lock(clientId, transaction);
      if (!client) return null;
      const { before, after } = await this.rows.revokeAll(clientId, transaction);
      await this.audit.record(
        {
          actor,
          action: 'client.tokens_revoked',
          side: client.side,
          subject: { type: 'oauth-clients', id: clientId },
          before: { tokensValidAfter: before },
          after: { tokensValidAfter: after },
        },
        transaction,
      );
      return after;
    });
  }

  /**
   * Returns the token of a side to revoke, from the token itself or from its id. Returns null for
   * any other text, for a token of the other side, and for an expired token.
   */
  async find(side: Side, text: string): Promise<RevokedToken | null> {
    if (isClientId(text)) {
      // The id does not contain the expiry, so the latest possible one is used.
      const expiresAt = Math.ceil(Date.now() / 1000) + MAX_TOKEN_LIFETIME;
      return { side, jti: text, clientId: null, expiresAt };
    }
    const keys = await this.signingKeys.list(side);
    const claims = verifiedClaims(readJws(text), (kid) => {
      // A process cannot verify the keys of the other side. That is acceptable here, because
      // revoking requires its own permission.
      const key = keys.find((each) => each.kid === kid && each.isAuthentic !== false);
      return key ? verificationKey(key) : null;
    });
    if (!claims || !isClientId(claims.jti)) return null;
    return { side, jti: claims.jti, clientId: claims.client_id, expiresAt: claims.exp };
  }
}
