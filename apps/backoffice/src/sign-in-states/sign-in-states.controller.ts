import { ReadOnlyController } from '#resources';
import { signInStateResource } from './sign-in-state.resource.js';
import { SignInStateResources } from './sign-in-states.repository.js';

/** How the people of both sides can sign in, and when they last did. */
export class SignInStatesController extends ReadOnlyController(
  signInStateResource,
  SignInStateResources,
  'factors:read',
) {}
