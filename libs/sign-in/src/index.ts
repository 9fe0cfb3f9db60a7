export { type AuthenticationFactor, FACTOR_KINDS } from './administration/authentication-factor.js';
export { AuthenticationFactorsRepository } from './administration/authentication-factors.repository.js';
export {
  PeopleSignInRepository,
  type RequestedLink,
} from './administration/people-sign-in.repository.js';
export { SealedSecretsRepository } from './administration/sealed-secrets.repository.js';
export {
  type SignInState,
  SignInStatesRepository,
} from './administration/sign-in-states.repository.js';
export { PageErrorFilter } from './http/page-error.filter.js';
export { isPagePath } from './pages/paths.js';
export { sessionCookieName } from './sessions/cookies.js';
export { callbackPath, type IdentityProvider } from './providers/identity-provider.js';
export { IdentityProviders } from './providers/identity-providers.service.js';
export { openIdentityProviders } from './providers/open-identity-providers.js';
export { IdentityProviderChanges, NewIdentityProvider } from './providers/provider-attributes.js';
export { type NewAccount, Registrar } from './registration/registrar.js';
export { SignInModule } from './sign-in.module.js';
