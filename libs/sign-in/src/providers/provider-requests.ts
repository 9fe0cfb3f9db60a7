import { Inject, Injectable } from '@nestjs/common';
import type { CustomFetch } from 'openid-client';
import { OutgoingRequests } from '#oauth';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** Statuses of answers that have no body (Fetch standard). */
const WITHOUT_BODY = new Set([101, 103, 204, 205, 304]);

/** Sends the requests of openid-client within the limits of `signIn.providers`. */
@Injectable()
export class ProviderRequests {
  readonly #requests: OutgoingRequests;

  constructor(@Inject(SIGN_IN_SETTINGS) { providers }: Pick<SignInSettings, 'providers'>) {
    this.#requests = new OutgoingRequests(providers, 'signIn.providers');
  }

  /** Follows no redirect. @throws Error with the problem, for the operator */
  readonly fetch: CustomFetch = async (url, { method, headers, body, signal }) => {
    const text = body === undefined || body === null ? undefined : bodyText(body);
    const request = { method, headers: { ...headers }, body: text, signal };
    return this.#requests.send(new URL(url), request, async (answer) => {
      const { status } = answer;
      const answered = new Headers();
      const type = answer.headers['content-type'];
      if (type !== undefined) answered.set('content-type', type);
      const bytes = await answer.body();
      const hasBody = !WITHOUT_BODY.has(status);
      return new Response(hasBody ? new Uint8Array(bytes) : null, { status, headers: answered });
    });
  };
}

/** The requests of a sign-in have forms alone. */
function bodyText(body: unknown): string {
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new TypeError('the body of a request to a provider is no form');
}
