import { type DynamicModule, Module } from '@nestjs/common';
import { AuthorizationPages, PersonSessions } from '#oauth';
import { AuditModule } from '#audit';
import { AttemptsRepository } from './attempts/attempts.repository.js';
import { CountersRepository } from './attempts/counters.repository.js';
import { SignInFailures } from './attempts/sign-in-failures.js';
import { PeopleAudit } from './audit/people-audit.js';
import { PeopleAuditRepository } from './audit/people-audit.repository.js';
import { AccountApplicationsController } from './http/account-applications.controller.js';
import { AccountController } from './http/account.controller.js';
import { AccountIdentitiesController } from './http/account-identities.controller.js';
import { AccountPasskeysController } from './http/account-passkeys.controller.js';
import { AccountPage } from './http/account-page.js';
import { ApplicationList } from './http/application-list.js';
import { LinkController } from './http/link.controller.js';
import { LinkPages } from './http/link-pages.js';
import { RecoveryController } from './http/recovery.controller.js';
import { SignUpController } from './http/sign-up.controller.js';
import { SignUpLinkController } from './http/sign-up-link.controller.js';
import { SignUpPage } from './http/sign-up-page.js';
import { PageErrorFilter } from './http/page-error.filter.js';
import { PasswordChange } from './http/password-change.js';
import { PasskeyController } from './http/passkey.controller.js';
import { ProviderController } from './http/provider.controller.js';
import { SameOriginGuard } from './http/same-origin.guard.js';
import { SessionList } from './http/session-list.js';
import { SignInController } from './http/sign-in.controller.js';
import { SignInPage } from './http/sign-in-page.js';
import { SignOutController } from './http/sign-out.controller.js';
import { StyleController } from './http/style.controller.js';
import { Links } from './links/links.js';
import { LinksRepository } from './links/links.repository.js';
import { LinkMessages } from './notify/link-messages.js';
import { MessageDelivery } from './notify/message-delivery.js';
import { NotifyOutboxRepository } from './notify/notify-outbox.repository.js';
import { RegistrationMessages } from './notify/registration-messages.js';
import { NotifyRequests } from './notify/notify-requests.js';
import { NotifyWorker } from './notify/notify-worker.js';
import { AuthenticatorAppController } from './http/authenticator-app.controller.js';
import { SecondFactorController } from './http/second-factor.controller.js';
import { AccountAccess } from './methods/account-access.js';
import { PendingSignInsRepository } from './methods/pending-sign-ins.repository.js';
import { SignIn } from './methods/sign-in.js';
import { SignInMethods } from './methods/sign-in-methods.js';
import { SignInAuthorizationPages } from './pages/authorization-pages.js';
import { Pages } from './pages/pages.js';
import { Paths } from './pages/paths.js';
import { PasskeyMethod } from './passkeys/passkey-method.js';
import { PasskeyPages } from './passkeys/passkey-pages.js';
import { PasskeyVerification } from './passkeys/passkey-verification.js';
import { PasskeysRepository } from './passkeys/passkeys.repository.js';
import { Passkeys } from './passkeys/passkeys.service.js';
import { NewPasswords } from './passwords/new-passwords.js';
import { PasswordHashes } from './passwords/password-hashes.js';
import { Passwords } from './passwords/passwords.js';
import { PasswordsRepository } from './passwords/passwords.repository.js';
import { PeopleRepository } from './people/people.repository.js';
import { IdentityProvidersRepository } from './providers/identity-providers.repository.js';
import { IdentityProviders } from './providers/identity-providers.service.js';
import { LinkedIdentitiesRepository } from './providers/linked-identities.repository.js';
import { LinkedIdentities } from './providers/linked-identities.service.js';
import { ProviderArrival } from './providers/provider-arrival.js';
import { ProviderConnections } from './providers/provider-connections.js';
import { ProviderDeparture } from './providers/provider-departure.js';
import { ProviderMethod } from './providers/provider-method.js';
import { ProviderOutcome } from './providers/provider-outcome.js';
import { ProviderPages } from './providers/provider-pages.js';
import { ProviderRequests } from './providers/provider-requests.js';
import { ProviderSignIns } from './providers/provider-sign-ins.service.js';
import { SealingKeyPublication } from './providers/sealing-key-publication.js';
import { SealingKeysRepository } from './providers/sealing-keys.repository.js';
import { Registrations } from './registration/registrations.js';
import { RegistrationsRepository } from './registration/registrations.repository.js';
import { RecoveryCodesRepository } from './recovery-codes/recovery-codes.repository.js';
import { RecoveryCodes } from './recovery-codes/recovery-codes.service.js';
import { Cookies } from './sessions/cookies.js';
import { SessionCache } from './sessions/session-cache.js';
import { Sessions } from './sessions/sessions.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from './sign-in.settings.js';
import { TotpFactor } from './totp/totp-factor.js';
import { TotpPages } from './totp/totp-pages.js';
import { TotpSecretsRepository } from './totp/totp-secrets.repository.js';
import { Totp } from './totp/totp.service.js';
import { TransactionsRepository } from './transactions/transactions.repository.js';
import { Upkeep } from './upkeep.js';

/** The sign-in of the people of one side: their credentials, their sessions, and the pages. */
@Module({
  imports: [AuditModule],
  controllers: [
    StyleController,
    SignInController,
    LinkController,
    RecoveryController,
    SignUpController,
    SignUpLinkController,
    AccountController,
    AccountApplicationsController,
    SignOutController,
    SecondFactorController,
    AuthenticatorAppController,
    PasskeyController,
    AccountPasskeysController,
    ProviderController,
    AccountIdentitiesController,
  ],
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
    PeopleAuditRepository,
    PeopleAudit,
    CountersRepository,
    AttemptsRepository,
    SignInFailures,
    PasswordHashes,
    PasswordsRepository,
    Passwords,
    NewPasswords,
    LinksRepository,
    Links,
    NotifyOutboxRepository,
    RegistrationsRepository,
    Registrations,
    LinkMessages,
    RegistrationMessages,
    MessageDelivery,
    NotifyWorker,
    NotifyRequests,
    SameOriginGuard,
    PageErrorFilter,
    SignInPage,
    LinkPages,
    SignUpPage,
    SessionList,
    ApplicationList,
    AccountPage,
    PasswordChange,
    AccountAccess,
    RecoveryCodesRepository,
    RecoveryCodes,
    TotpSecretsRepository,
    Totp,
    TotpPages,
    TotpFactor,
    TransactionsRepository,
    PasskeysRepository,
    PasskeyVerification,
    Passkeys,
    PasskeyPages,
    PasskeyMethod,
    IdentityProvidersRepository,
    SealingKeysRepository,
    SealingKeyPublication,
    IdentityProviders,
    LinkedIdentitiesRepository,
    LinkedIdentities,
    ProviderRequests,
    ProviderConnections,
    ProviderSignIns,
    ProviderPages,
    ProviderDeparture,
    ProviderOutcome,
    ProviderArrival,
    ProviderMethod,
    Upkeep,
  ],
  exports: [AuthorizationPages, PersonSessions, PageErrorFilter, IdentityProviders],
})
export class SignInModule {
  static register(settings: SignInSettings): DynamicModule {
    const providers = [{ provide: SIGN_IN_SETTINGS, useValue: settings }];
    return { module: SignInModule, providers };
  }
}
