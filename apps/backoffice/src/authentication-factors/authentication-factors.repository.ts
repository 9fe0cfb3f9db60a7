import { Injectable } from '@nestjs/common';
import {
  collection,
  document,
  JsonApiError,
  paginateInMemory,
  type ResourceQuery,
  type ResourceSelection,
} from '#json-api';
import { AuthenticationFactorsRepository } from '#sign-in';
import { authenticationFactorResource } from './authentication-factor.resource.js';

/**
 * Reads the factors of people. Each kind has a table of its own, so a list has the factors of the
 * people of its filter, which are few.
 */
@Injectable()
export class AuthenticationFactorResources {
  constructor(private readonly factors: AuthenticationFactorsRepository) {}

  /** @throws JsonApiError 400 `filter_required` */
  async collection(query: ResourceQuery) {
    const found = await this.factors.listOf(peopleOf(query));
    const rows = found.map((factor) => ({ ...factor, person: factor.personId }));
    return collection(authenticationFactorResource, paginateInMemory(rows, query), query);
  }

  /** @throws JsonApiError 404 `not_found` */
  async document(id: string, selection: ResourceSelection) {
    const factor = await this.factors.find(id);
    if (!factor) throw JsonApiError.notFound('authentication-factors', id);
    return document(authenticationFactorResource, factor, selection);
  }
}

/** Returns the ids of filter[person]. An id that nobody can have finds nothing. */
function peopleOf({ filters }: ResourceQuery): string[] {
  const filter = filters.find(
    ({ attribute, operator }) => attribute === 'person' && operator === 'eq',
  );
  if (filter) return filter.values.map(String).filter((id) => /^[1-9]\d{0,17}$/.test(id));
  throw new JsonApiError({
    status: 400,
    code: 'filter_required',
    detail: 'filter[person] is required: the list has the factors of these people',
    source: { parameter: 'filter' },
  });
}
