import { Injectable } from '@nestjs/common';
import { Usage } from '../usage/usage.js';
import type { AccessTokenError } from './access-token.error.js';
import { ownerIdOf, scopesOf } from './caller.decorator.js';
import type { Scheme } from './credentials.js';
import { JwtStrategy } from './jwt.strategy.js';
import { alternativesOf, namesOf, type RequiredScope } from './required-scope.js';

/** Who calls, and with what. */
interface Holder {
  clientId: string;
  scope: readonly string[];
  scheme: Scheme;
}

/** Whether a call may do what it is about, by what is left of the token's scope; counts both outcomes. */
@Injectable()
export class CallerScopes {
  constructor(
    private readonly strategy: JwtStrategy,
    private readonly usage: Usage,
  ) {}

  /** Those of a request that the guard has let through. */
  static of(request: Parameters<typeof scopesOf>[0]): readonly string[] {
    return scopesOf(request);
  }

  /**
   * The user for whom the caller of a request acts; null for none, undefined when no guard has
   * accepted the request.
   */
  static ownerOf(request: Partial<Parameters<typeof scopesOf>[0]>): string | null | undefined {
    return request.user && ownerIdOf(request.user);
  }

  /**
   * Accepts a call that has a required scope. When a route accepts several scopes, its acts
   * check with `require` the one that they need.
   *
   * @throws AccessTokenError `insufficient_scope`
   */
  admit(holder: Holder, required: RequiredScope): void {
    const alternatives = alternativesOf(required);
    const isHeld = (scope: string) => holder.scope.includes(scope);
    if (!alternatives.some((scopes) => scopes.every(isHeld))) throw this.#refuse(holder, required);
    const [only, ...others] = alternatives;
    this.usage.called(holder.clientId);
    if (others.length > 0) return;
    for (const scope of only!) this.usage.needed(holder.clientId, scope);
  }

  /**
   * For one of several acts of a call that was let in.
   *
   * @throws AccessTokenError `insufficient_scope`
   */
  require(holder: Holder, scope: string): void {
    if (!holder.scope.includes(scope)) throw this.#refuse(holder, scope);
    this.usage.needed(holder.clientId, scope);
  }

  #refuse({ clientId, scheme, scope: held }: Holder, required: RequiredScope): AccessTokenError {
    this.usage.denied(clientId);
    const scope = namesOf(required).join(' ');
    const description = lackOf(required, held);
    return this.strategy.refuse('insufficient_scope', description, { scheme, scope });
  }
}

function lackOf(required: RequiredScope, held: readonly string[]): string {
  const names = namesOf(required);
  const [only, ...others] = names;
  if (others.length === 0) return `the token lacks the scope ${only}`;
  if (!('allOf' in Object(required)))
    return `the token needs one of the scopes ${names.join(', ')}`;
  const lacking = names.filter((scope) => !held.includes(scope));
  return `the token needs all of the scopes ${names.join(', ')}; it lacks ${lacking.join(', ')}`;
}
