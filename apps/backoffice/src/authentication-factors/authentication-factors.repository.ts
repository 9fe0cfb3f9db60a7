import { Injectable } from '@nestjs/common';
import { isRowId } from '#database';
import { JsonApiError, type ResourceQuery } from '#json-api';
import { ComputedRows } from '#resources';
import { type AuthenticationFactor, AuthenticationFactorsRepository } from '#sign-in';
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
    const factors = await this.factors.listOf(peopleOf(query));
    return factors.map((factor) => ({ ...factor, person: factor.personId }));
  }
}

/** Returns the ids of filter[person]. An id that nobody can have finds nothing. */
function peopleOf({ filters }: ResourceQuery): string[] {
  const filter = filters.find(
    ({ attribute, operator }) => attribute === 'person' && operator === 'eq',
  );
  if (filter) return filter.values.map(String).filter(isRowId);
  throw new JsonApiError({
    status: 400,
    code: 'filter_required',
    detail: 'filter[person] is required: the list has the factors of these people',
    source: { parameter: 'filter' },
  });
}
