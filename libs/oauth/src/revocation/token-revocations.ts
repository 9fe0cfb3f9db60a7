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
import { MAX_TOKEN_LIFETIME } from '../oauth.options.js';
import { type RevokedToken, RevokedTokensRepository } from './revoked-tokens.repository.js';
import { verifiedClaims } from '../access-tokens/verified-claims.js';

/** Milliseconds; at least one, because a timer may be early by a part of one. */
const MILLISECOND = 2;

/** Calls tokens back, one or all of a client, each act with its audit event. */
@Injectable()
export class TokenRevocations {
  constructor(
    private readonly rows: RevokedTokensRepository,
    private readonly clients: ClientsRepository,
    private readonly signingKeys: SigningKeysRepository,
    private readonly audit: AuditLog,
  ) {}

  /** False when it was revoked before; then there is no other event. */
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
   * of the same millisecond are revoked, so this resolves after that millisecond: a client that
   * asks for a token afterwards gets a good one.
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
   * A token of a side that can be revoked, from itself or from its id; null for
   * what is neither, and for a token that is the other side's or has expired.
   */
  async find(side: Side, text: string): Promise<RevokedToken | null> {
    if (isClientId(text)) {
      // Nobody knows when it ends.
      const expiresAt = Math.ceil(Date.now() / 1000) + MAX_TOKEN_LIFETIME;
      return { side, jti: text, clientId: null, expiresAt };
    }
    const keys = await this.signingKeys.list(side);
    const claims = verifiedClaims(readJws(text), (kid) => {
      // A process cannot tell for the other side; revoking needs a right of its own.
      const key = keys.find((each) => each.kid === kid && each.isAuthentic !== false);
      return key ? verificationKey(key) : null;
    });
    if (!claims || !isClientId(claims.jti)) return null;
    return { side, jti: claims.jti, clientId: claims.client_id, expiresAt: claims.exp };
  }
}
