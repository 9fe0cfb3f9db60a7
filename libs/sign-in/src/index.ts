export { PeopleSignInRepository } from './administration/people-sign-in.repository.js';
export { SealedSecretsRepository } from './administration/sealed-secrets.repository.js';
export { PageErrorFilter } from './http/page-error.filter.js';
export { isPagePath } from './pages/paths.js';
export { sessionCookieName } from './sessions/cookies.js';
export { type NewAccount, Registrar } from './registration/registrar.js';
export { SignInModule } from './sign-in.module.js';
