import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { Config } from '#config';
import { JsonApiError } from '#json-api';
import type { Administrator, Side } from '#oauth';
import { PeopleSignInRepository, type RequestedLink } from '#sign-in';
import type { CreateSignInLink } from './create-sign-in-link.js';

/** A person who exists, with the side at which they sign in. */
export interface Account {
  side: Side;
  id: string;
}

/** Asks the application of a side for links, which it makes and sends. */
@Injectable()
export class SignInLinks {
  constructor(
    private readonly config: ConfigService,
    private readonly people: PeopleSignInRepository,
  ) {}

  /**
   * Asks for the link of a person.
   *
   * @throws JsonApiError 409 `no_receiver`, `may_not_sign_in`
   */
  async request(
    { side, id }: Account,
    { purpose }: CreateSignInLink,
    { actor }: Administrator,
  ): Promise<RequestedLink> {
    const { notify } = this.config.getOrThrow<Config[Side]>(side);
    if (notify.url === '') throw noReceiver(side);
    const { links } = this.config.getOrThrow<Config['signIn']>('signIn');
    const lifetime = purpose === 'invitation' ? links.invitationLifetime : links.recoveryLifetime;
    const requested = await this.people.requestLink({ side, id, purpose, lifetime }, actor);
    if (!requested) throw inactive(side);
    return requested;
  }
}

function noReceiver(side: Side): JsonApiError {
  const detail = `nobody sends the link, because ${side}.notify has no URL in the configuration`;
  return JsonApiError.conflict('no_receiver', detail);
}

/** Returns the error for a person who may not sign in. */
export function inactive(side: Side): JsonApiError {
  const reason = side === 'backoffice' ? 'disabled' : 'disabled or not confirmed';
  return JsonApiError.conflict('may_not_sign_in', `the person may not sign in: ${reason}`);
}
