import { Inject, Injectable } from '@nestjs/common';
import { type Actor, AuditLog } from '#audit';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { Family } from './refresh-token-family.js';
import {
  type FamilyCondition,
  RefreshTokenFamiliesRepository,
} from './refresh-token-families.repository.js';
import { readRefreshToken } from './refresh-token.js';

/** The action of the audit event. */
type Action = 'refresh_token.revoked' | 'refresh_token.reused';

/**
 * Revokes families of refresh tokens with their access tokens (RFC 7009 §2.1), and records an audit
 * event for each. A family that was revoked before has no further event.
 */
@Injectable()
export class RefreshTokenRevocation {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<OAuthSettings, 'side'>,
    private readonly rows: RefreshTokenFamiliesRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Finds the family of a refresh token, valid or not; null for another text. */
  async find(text: string): Promise<Family | null> {
    const token = readRefreshToken(text);
    return token && this.rows.find(token.handle);
  }

  /** Revokes a family by its id. */
  async revokeFamily(id: string, actor: Actor): Promise<void> {
    await this.#revoke({ id }, { actor, action: 'refresh_token.revoked' });
  }

  /** Revokes the families of a person, maybe only those of a session or a client. */
  async revokeOf(
    of: { personId: string; sessionId?: string; clientId?: string },
    actor: Actor,
  ): Promise<void> {
    await this.#revoke(of, { actor, action: 'refresh_token.revoked' });
  }

  /** Revokes a family of which a token was used that had been replaced (RFC 9700 §4.14.2). */
  async reused({ id }: Pick<Family, 'id'>, actor: Actor): Promise<void> {
    await this.#revoke({ id }, { actor, action: 'refresh_token.reused' });
  }

  async #revoke(
    condition: FamilyCondition,
    { actor, action }: { actor: Actor; action: Action },
  ): Promise<void> {
    const { side } = this.options;
    await this.rows.within(async (transaction) => {
      const revoked = await this.rows.revoke(condition, transaction);
      const events = revoked.map(({ id, clientId, personId }) => ({
        actor,
        action,
        side,
        subject: { type: 'refresh-tokens', id },
        after: { clientId, personId },
      }));
      await this.audit.record(events, transaction);
    });
  }
}
