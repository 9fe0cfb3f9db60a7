import { Inject, Injectable, Logger } from '@nestjs/common';
import type { FailedAuthentication, HostHooks, IssuedToken } from '../host-hooks.js';
import { OAUTH_SETTINGS } from '../oauth-settings.js';

type Listeners = Pick<HostHooks, 'onTokenIssued' | 'onAuthenticationFailed'>;

/** Calls of one process that have not ended; a listener that hangs would otherwise fill the memory. */
const MAX_RUNNING = 1000;

/** Tells a host of issued tokens and failed authentications, after the answer is on its way. */
@Injectable()
export class HostListeners {
  readonly #logger = new Logger('OAuth');
  #running = 0;

  constructor(@Inject(OAUTH_SETTINGS) private readonly listeners: Listeners) {}

  tokenIssued(token: IssuedToken): void {
    const { onTokenIssued } = this.listeners;
    if (!onTokenIssued) return;
    // A copy, because the scope can be that of the cached client, which the host must not change.
    const copy = { ...token, scope: [...token.scope] };
    this.#call('onTokenIssued', () => onTokenIssued(copy));
  }

  authenticationFailed(failure: FailedAuthentication): void {
    const { onAuthenticationFailed } = this.listeners;
    if (onAuthenticationFailed) {
      this.#call('onAuthenticationFailed', () => onAuthenticationFailed(failure));
    }
  }

  #call(name: keyof Listeners, listener: () => unknown): void {
    if (this.#running >= MAX_RUNNING) {
      const msg = `${name} is not called: ${MAX_RUNNING} earlier calls have not ended`;
      return this.#logger.error({ msg });
    }
    this.#running += 1;
    setImmediate(() => {
      Promise.resolve()
        .then(listener)
        .catch((error: unknown) => {
          this.#logger.error({ msg: `${name} of OAuthModule failed`, error });
        })
        .finally(() => (this.#running -= 1));
    });
  }
}
