import { Injectable } from '@nestjs/common';
import { type SignInState, SignInStatesRepository } from '#sign-in';
import { RowsOfPeople } from '../sessions/rows-of-people.js';
import { signInStateResource } from './sign-in-state.resource.js';

/** Reads how people can sign in. A list is of some people. */
@Injectable()
export class SignInStateResources extends RowsOfPeople<SignInState> {
  constructor(states: SignInStatesRepository) {
    super(signInStateResource, 'states', states);
  }
}
