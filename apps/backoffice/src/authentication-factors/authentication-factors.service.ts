import { Injectable } from '@nestjs/common';
import { type Administrator, assertScopesHeld } from '#oauth';
import { type AuthenticationFactor, AuthenticationFactorsRepository } from '#sign-in';
import { RolesRepository } from '../roles/roles.repository.js';

/**
 * Removes factors. With one factor less, it is easier to sign in as the person. So the caller needs
 * all scopes of the roles of a member of staff, as for enabling them.
 */
@Injectable()
export class AuthenticationFactorRemovals {
  constructor(
    private readonly factors: AuthenticationFactorsRepository,
    private readonly roles: RolesRepository,
  ) {}

  /** @throws ClientAdministrationError `scope_not_held` */
  async delete(factor: AuthenticationFactor, administrator: Administrator): Promise<boolean> {
    return this.factors.remove(factor, administrator.actor, async (transaction) => {
      if (factor.side !== 'backoffice') return;
      const roles = await this.roles.within(transaction).holdOfUser(factor.personId);
      const scopes = new Set(roles.flatMap((role) => role.scopes));
      assertScopesHeld(administrator, 'backoffice', [...scopes]);
    });
  }
}
