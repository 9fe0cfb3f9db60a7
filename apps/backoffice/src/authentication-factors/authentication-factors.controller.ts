import { DeletableController } from '#resources';
import { authenticationFactorResource } from './authentication-factor.resource.js';
import { AuthenticationFactorResources } from './authentication-factors.repository.js';
import { AuthenticationFactorRemovals } from './authentication-factors.service.js';

/** Seconds, as for people who change their own factors. */
const RECENT_SIGN_IN = 300;

/** Authentication factors of the people of both sides. A deletion removes one. */
export class AuthenticationFactorsController extends DeletableController(
  authenticationFactorResource,
  {
    repository: AuthenticationFactorResources,
    service: AuthenticationFactorRemovals,
    scopes: { read: 'factors:read', write: 'factors:write' },
    recentSignIn: RECENT_SIGN_IN,
    delete: async (removals, factor, administrator) => removals.delete(factor, administrator),
  },
) {}
