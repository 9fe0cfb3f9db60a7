import { Inject, Post } from '@nestjs/common';
import { AuthorizedApplications } from '#oauth';
import { AccountAccess } from '../methods/account-access.js';
import { type Answer, Pages } from '../pages/pages.js';
import { ACCOUNT } from '../pages/paths.js';
import { actorOf, type Visit } from '../pages/visit.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { END_ACCESS } from './application-list.js';
import { CurrentVisit, Field, PageController } from './page-controller.js';

/** The applications that have access for a person who is signed in. */
@PageController()
export class AccountApplicationsController {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: Pick<SignInSettings, 'side'>,
    private readonly access: AccountAccess,
    private readonly applications: AuthorizedApplications,
    private readonly pages: Pages,
  ) {}

  /** Ends the access of an application. It takes something away, so no recent sign-in is needed. */
  @Post(END_ACCESS)
  async end(@CurrentVisit() visit: Visit, @Field('id') clientId = ''): Promise<Answer> {
    const { person } = await this.access.signedIn(visit);
    const { side } = this.settings;
    const { id: personId } = person;
    await this.applications.end({ side, personId, clientId }, actorOf(personId, visit));
    return this.pages.redirectTo(ACCOUNT);
  }
}
