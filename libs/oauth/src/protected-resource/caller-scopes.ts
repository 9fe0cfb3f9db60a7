import { Inject, Injectable, Optional } from '@nestjs/common';
import { ApiRefusals } from '../refusals/api-refusals.js';
import { Usage } from '../usage/usage.js';
import type { AccessTokenError } from './access-token.error.js';
import type { Scheme } from './credentials.js';
import { JwtStrategy } from './jwt.strategy.js';
import { alternativesOf, namesOf, type RequiredScope } from './required-scope.js';

/** The calling client with its current scope and the scheme of its request. */
export interface Holder {
  clientId: string;
  /** True for a person with a session, whose calls are not counted as those of a client. */
  isSession?: boolean;
  scope: readonly string[];
  scheme: Scheme;
}

/**
 * Checks calls against the current scope of their tokens, and counts accepted and rejected calls.
 */
@Injectable()
export class CallerScopes {
  constructor(
    private readonly strategy: JwtStrategy,
    private readonly usage: Usage,
    // A host of the module records no refusals.
    @Optional()
    @Inject(ApiRefusals)
    private readonly refusals: ApiRefusals | null,
  ) {}

  /**
   * Accepts a call that has a required scope. If a route accepts one of several scopes, its acts
   * must check the scope that they need with `require`.
   *
   * @throws AccessTokenError `insufficient_scope`
   */
  admit(holder: Holder, required: RequiredScope): void {
    const alternatives = alternativesOf(required);
    const isHeld = (scope: string) => holder.scope.includes(scope);
    if (!alternatives.some((scopes) => scopes.every(isHeld)))
      throw this.#insufficientScope(holder, required);
    const [only, ...others] = alternatives;
    const { clientId, isSession } = holder;
    if (isSession) return;
    this.usage.called(clientId);
    if (others.length > 0) return;
    for (const scope of only!) this.usage.needed(clientId, scope);
  }

  /**
   * Checks the scope for one of several acts of an accepted call.
   *
   * @throws AccessTokenError `insufficient_scope`
   */
  require(holder: Holder, scope: string): void {
    if (!holder.scope.includes(scope)) throw this.#insufficientScope(holder, scope);
    if (!holder.isSession) this.usage.needed(holder.clientId, scope);
  }

  /** Counts a call of a known client that was rejected. */
  denied(clientId: string): void {
    this.usage.denied(clientId);
  }

  /** Records a failed request for people who look for the reason, if it was refused. */
  readonly failed: ApiRefusals['record'] = (...failure) => this.refusals?.record(...failure);

  #insufficientScope(
    { clientId, isSession, scheme, scope: held }: Holder,
    required: RequiredScope,
  ): AccessTokenError {
    if (!isSession) this.denied(clientId);
    const scope = namesOf(required).join(' ');
    const description = missingScopeText(required, held);
    return this.strategy.accessTokenError('insufficient_scope', description, { scheme, scope });
  }
}

function missingScopeText(required: RequiredScope, held: readonly string[]): string {
  const names = namesOf(required);
  const [only, ...others] = names;
  if (others.length === 0) return `the token lacks the scope ${only}`;
  if (!('allOf' in Object(required)))
    return `the token needs one of the scopes ${names.join(', ')}`;
  const lacking = names.filter((scope) => !held.includes(scope));
  return `the token needs all of the scopes ${names.join(', ')}; it lacks ${lacking.join(', ')}`;
}
