import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { Config } from '#config';
import { JsonApiError } from '#json-api';
import { type Administrator, assertScopesHeld, type Side } from '#oauth';
import { PeopleSignInRepository } from '#sign-in';
import { RolesRepository } from '../roles/roles.repository.js';
import { type Account, inactive } from './sign-in-links.service.js';

/** A link that the caller gives to the person. */
interface ShownLink {
  link: string;
  expiresAt: Date;
}

/**
 * Makes the links with which new people set their first password, where no program sends messages. The
 * caller could use the link instead of the person. So it is shown only to a person, with all scopes
 * that the roles of the invited member of staff give, and never for an account that is in use.
 */
@Injectable()
export class InvitationLinks {
  constructor(
    private readonly config: ConfigService,
    private readonly people: PeopleSignInRepository,
    private readonly roles: RolesRepository,
  ) {}

  /**
   * Makes a link, which ends the earlier links of the person.
   *
   * @throws JsonApiError 403 `person_required`, 409 `has_receiver`, `may_not_sign_in`,
   * `can_sign_in`, ClientAdministrationError `scope_not_held`
   */
  async make({ side, id }: Account, administrator: Administrator): Promise<ShownLink> {
    const { notify, issuer } = this.config.getOrThrow<Config[Side]>(side);
    if (administrator.actor.type !== 'person') throw personRequired();
    if (notify.url !== '') throw hasReceiver(side);
    const { links } = this.config.getOrThrow<Config['signIn']>('signIn');
    const wanted = { side, id, lifetime: links.invitationLifetime };
    const made = await this.people.makeFirstLink(
      wanted,
      administrator.actor,
      async (transaction) => {
        if (side !== 'backoffice') return;
        const roles = await this.roles.within(transaction).holdOfUser(id);
        const scopes = new Set(roles.flatMap((role) => role.scopes));
        assertScopesHeld(administrator, 'backoffice', [...scopes]);
      },
    );
    if (made === 'inactive') throw inactive(side);
    if (made === 'can_sign_in') throw canSignIn();
    return { link: `${issuer}/sign-in/link?token=${made.token}`, expiresAt: made.expiresAt };
  }
}

function personRequired(): JsonApiError {
  const detail = 'a link is shown to people who have signed in, not to machines';
  return new JsonApiError({ status: 403, code: 'person_required', detail });
}

function hasReceiver(side: Side): JsonApiError {
  const detail = `${side}.notify sends links: ask for a message at sign-in-links instead`;
  return JsonApiError.conflict('has_receiver', detail);
}

function canSignIn(): JsonApiError {
  const detail =
    'the person has a password, a passkey or a linked identity, so no answer shows a link';
  return JsonApiError.conflict('can_sign_in', detail);
}
