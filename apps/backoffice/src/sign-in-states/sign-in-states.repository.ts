import { Injectable } from '@nestjs/common';
import type { ResourceQuery } from '#json-api';
import { ComputedRows } from '#resources';
import { type SignInState, SignInStatesRepository } from '#sign-in';
import { peopleOf } from '../sessions/people-of.js';
import { signInStateResource } from './sign-in-state.resource.js';

/** Reads how people can sign in. A list is of some people. */
@Injectable()
export class SignInStateResources extends ComputedRows<SignInState> {
  constructor(private readonly states: SignInStatesRepository) {
    super(signInStateResource);
  }

  override async find(id: string): Promise<SignInState | null> {
    return this.states.find(id);
  }

  /** @throws JsonApiError 400 `filter_required` */
  protected override async all(query: ResourceQuery): Promise<SignInState[]> {
    const states = await this.states.listOf(peopleOf(query, 'states'));
    return states.map((state) => ({ ...state, person: state.personId }));
  }
}
