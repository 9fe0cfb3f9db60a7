import { Injectable } from '@nestjs/common';
import { type Actor, AuditLog } from '#audit';
import type { Transaction } from '#database';
import type { Family } from './refresh-token-family.js';
import {
  type GrantCondition,
  PersonGrantsRepository,
  revokeGrants,
  type RevokedFamily,
} from './person-grants.repository.js';

/** The actor of the audit event, and its action. */
interface Act {
  actor: Actor;
  action: 'refresh_token.revoked' | 'refresh_token.reused';
}

/**
 * Revokes families of refresh tokens with their access tokens (RFC 7009 §2.1), and records an audit
 * event for each. A family that was revoked before has no further event.
 */
@Injectable()
export class RefreshTokenRevocation {
  constructor(
    private readonly rows: PersonGrantsRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Revokes a family by its id. Returns false when there is none to revoke. */
  async revokeFamily(id: string, actor: Actor): Promise<boolean> {
    return this.#revokeOne(id, { actor, action: 'refresh_token.revoked' });
  }

  /** Revokes what people gave to applications, maybe only in some sessions or to one client. */
  async revokeOf(condition: GrantCondition, actor: Actor): Promise<void> {
    await this.rows.within(async (transaction) => {
      const { families } = await revokeGrants(condition, transaction);
      await this.#record(families, { actor, action: 'refresh_token.revoked' }, transaction);
    });
  }

  /** Revokes a family of which a token was used that had been replaced (RFC 9700 §4.14.2). */
  async reused({ id }: Pick<Family, 'id'>, actor: Actor): Promise<void> {
    await this.#revokeOne(id, { actor, action: 'refresh_token.reused' });
  }

  async #revokeOne(id: string, act: Act): Promise<boolean> {
    return this.rows.within(async (transaction) => {
      const family = await this.rows.revokeFamily(id, transaction);
      if (family) await this.#record([family], act, transaction);
      return family !== null;
    });
  }

  async #record(families: readonly RevokedFamily[], act: Act, transaction: Transaction) {
    const events = families.map(({ id, side, clientId, personId }) => ({
      ...act,
      side,
      subject: { type: 'refresh-tokens', id },
      after: { clientId, personId },
    }));
    await this.audit.record(events, transaction);
  }
}
