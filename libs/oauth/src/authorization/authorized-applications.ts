import { Injectable } from '@nestjs/common';
import { type Actor, AuditLog } from '#audit';
import { isRowId } from '#database';
import { isClientId } from '../clients/client-snapshot.js';
import { ownerTypeOf } from '../clients/client-owner.js';
import {
  PersonGrantsRepository,
  type PersonOfSide,
  revokeGrants,
} from '../refresh-tokens/person-grants.repository.js';
import { RefreshTokenRevocation } from '../refresh-tokens/refresh-token-revocation.js';
import {
  type AuthorizedApplication,
  AuthorizedApplicationsRepository,
} from './authorized-applications.repository.js';

/** A client and the person for whom it has access. */
interface Access extends PersonOfSide {
  clientId: string;
}

/** The applications to which people gave access, and the end of that access. */
@Injectable()
export class AuthorizedApplications {
  constructor(
    private readonly rows: AuthorizedApplicationsRepository,
    private readonly grants: PersonGrantsRepository,
    private readonly refreshTokens: RefreshTokenRevocation,
    private readonly audit: AuditLog,
  ) {}

  async listOf(person: PersonOfSide): Promise<AuthorizedApplication[]> {
    return this.rows.listOf(person);
  }

  /**
   * Revokes a refresh token by the id of its family, with its access tokens. Returns false when there
   * is none to revoke.
   */
  async endRefreshToken(id: string, actor: Actor): Promise<boolean> {
    return isRowId(id) && this.refreshTokens.revokeFamily(id, actor);
  }

  /**
   * Ends the access of a client for a person: withdraws the consent, and revokes the refresh tokens,
   * the access tokens and the codes. Returns false when the client had no access.
   */
  async end(access: Access, actor: Actor): Promise<boolean> {
    const { side, personId, clientId } = access;
    if (!isClientId(clientId)) return false;
    return this.grants.within(async (transaction) => {
      const scopes = await this.rows.deleteConsent(access, transaction);
      const condition = { side, personIds: [personId], clientId };
      const { families, codes } = await revokeGrants(condition, transaction);
      if (scopes === null && families.length === 0 && codes === 0) return false;
      const event = {
        actor,
        action: 'person.app_ended',
        side,
        subject: { type: ownerTypeOf(side), id: personId },
        before: { clientId, consent: scopes },
        after: { refreshTokensRevoked: families.length },
      };
      await this.audit.record(event, transaction);
      return true;
    });
  }
}
