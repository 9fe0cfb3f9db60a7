import { Injectable } from '@nestjs/common';
import type { ResourceQuery } from '#json-api';
import { ComputedRows } from '#resources';
import { type AuthenticationFactor, AuthenticationFactorsRepository } from '#sign-in';
import { peopleOf } from '../sessions/people-of.js';
import { authenticationFactorResource } from './authentication-factor.resource.js';

/** Reads the factors of people. Each kind has a table of its own, so a list is of some people. */
@Injectable()
export class AuthenticationFactorResources extends ComputedRows<AuthenticationFactor> {
  constructor(private readonly factors: AuthenticationFactorsRepository) {
    super(authenticationFactorResource);
  }

  override async find(id: string): Promise<AuthenticationFactor | null> {
    return this.factors.find(id);
  }

  /** @throws JsonApiError 400 `filter_required` */
  protected override async all(query: ResourceQuery): Promise<AuthenticationFactor[]> {
    const factors = await this.factors.listOf(peopleOf(query, 'factors'));
    return factors.map((factor) => ({ ...factor, person: factor.personId }));
  }
}
