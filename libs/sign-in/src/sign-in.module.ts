import { type DynamicModule, Module } from '@nestjs/common';
import { AuthorizationPages, PersonSessions } from '#oauth';
import { StyleController } from './http/style.controller.js';
import { PendingSignInsRepository } from './methods/pending-sign-ins.repository.js';
import { SignIn } from './methods/sign-in.js';
import { SignInMethods } from './methods/sign-in-methods.js';
import { SignInAuthorizationPages } from './pages/authorization-pages.js';
import { Pages } from './pages/pages.js';
import { Paths } from './pages/paths.js';
import { PeopleRepository } from './people/people.repository.js';
import { Cookies } from './sessions/cookies.js';
import { SessionCache } from './sessions/session-cache.js';
import { Sessions } from './sessions/sessions.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from './sign-in.settings.js';
import { Upkeep } from './upkeep.js';

/** The sign-in of the people of one side: their credentials, their sessions, and the pages. */
@Module({
  controllers: [StyleController],
  providers: [
    Paths,
    Pages,
    SignInAuthorizationPages,
    { provide: AuthorizationPages, useExisting: SignInAuthorizationPages },
    PeopleRepository,
    Cookies,
    SessionsRepository,
    SessionCache,
    Sessions,
    { provide: PersonSessions, useExisting: Sessions },
    SignInMethods,
    PendingSignInsRepository,
    SignIn,
    Upkeep,
  ],
  exports: [AuthorizationPages, PersonSessions],
})
export class SignInModule {
  static register(settings: SignInSettings): DynamicModule {
    const providers = [{ provide: SIGN_IN_SETTINGS, useValue: settings }];
    return { module: SignInModule, providers };
  }
}
