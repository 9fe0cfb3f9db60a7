import { Injectable } from '@nestjs/common';
import { Usage } from '../usage/usage.js';
import type { AccessTokenError } from './access-token.error.js';
import { scopesOf } from './caller.decorator.js';
import type { Scheme } from './credentials.js';
import { JwtStrategy } from './jwt.strategy.js';

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
   * Lets a call in that has one of the scopes. Of several it is not yet known
   * which one it needs; its acts say so with `require`.
   *
   * @throws AccessTokenError `insufficient_scope`
   */
  admit(holder: Holder, needed: string | readonly string[]): void {
    const [only, ...others] = [needed].flat();
    if (![needed].flat().some((scope) => holder.scope.includes(scope))) {
      throw this.#refuse(holder, [needed].flat());
    }
    this.usage.called(holder.clientId, others.length === 0 ? only : undefined);
  }

  /**
   * For one of several acts of a call that was let in.
   *
   * @throws AccessTokenError `insufficient_scope`
   */
  require(holder: Holder, scope: string): void {
    if (!holder.scope.includes(scope)) throw this.#refuse(holder, [scope]);
    this.usage.needed(holder.clientId, scope);
  }

  #refuse({ clientId, scheme }: Holder, needed: readonly string[]): AccessTokenError {
    this.usage.denied(clientId);
    const description =
      needed.length === 1
        ? `the token lacks the scope ${needed[0]}`
        : `the token needs one of the scopes ${needed.join(', ')}`;
    const scope = needed.join(' ');
    return this.strategy.refuse('insufficient_scope', description, { scheme, scope });
  }
}
