import { Injectable } from '@nestjs/common';
import { type AuthenticationFactor, AuthenticationFactorsRepository } from '#sign-in';
import { RowsOfPeople } from '../sessions/rows-of-people.js';
import { authenticationFactorResource } from './authentication-factor.resource.js';

/** Reads the factors of people. Each kind has a table of its own, so a list is of some people. */
@Injectable()
export class AuthenticationFactorResources extends RowsOfPeople<AuthenticationFactor> {
  constructor(factors: AuthenticationFactorsRepository) {
    super(authenticationFactorResource, 'factors', factors);
  }
}
