import { Inject, Injectable } from '@nestjs/common';
import { AuthorizationAnswers } from '../authorization/authorization-answers.js';
import { OAuthError } from '../oauth.error.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { PersonSessions } from '../people/person-sessions.js';
import { isSameOrigin } from '../people/same-origin.js';
import { OPENID_SCOPES, readScope, type Scope } from '../scope.js';
import type { EndpointAnswer, EndpointRequest } from './endpoint.js';
import { seeOther } from './answers.js';
import { formOrQueryOf } from './parameters.js';
import { PageEndpoint } from './page.endpoint.js';

const PATH = '/oauth2-authorize/continue';

/** Returns the path at which a stored authorization request continues. */
export function continuePath(id: string): string {
  return `${PATH}?request=${id}`;
}

/**
 * Continues an authorization request in the browser of the person: with the sign-in, with the
 * consent page, or back at the client. The form of the consent page comes by POST.
 */
@Injectable()
export class ContinuationEndpoint extends PageEndpoint {
  readonly paths = [PATH];

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<OAuthSettings, 'issuer' | 'scopes'>,
    private readonly answers: AuthorizationAnswers,
    private readonly sessions: PersonSessions,
  ) {
    super();
  }

  protected async answerBrowser(request: EndpointRequest): Promise<EndpointAnswer> {
    return request.method === 'POST' ? this.#decide(request) : this.#continue(request);
  }

  async #continue(request: EndpointRequest): Promise<EndpointAnswer> {
    const id = formOrQueryOf(request).require('request');
    const session = await this.sessions.find(request.headers);
    const answer = await this.answers.next(id, session);
    if (answer.to === 'client') return seeOther(answer.url);
    if (answer.to === 'ask' && session) {
      const { clientName, scope } = answer;
      const { personId } = session;
      return this.pages.consent(
        {
          clientName,
          personId,
          scopes: this.#described(scope),
          action: PATH,
          fields: { request: id, scope: scope.join(' ') },
        },
        request.headers,
      );
    }
    const loginHint = 'loginHint' in answer ? answer.loginHint : undefined;
    const path = this.sessions.signInPath({ returnTo: continuePath(id), loginHint });
    return seeOther(path);
  }

  #described(scope: Scope): Record<string, string> {
    const descriptions = { ...this.options.scopes, ...OPENID_SCOPES };
    return Object.fromEntries(scope.map((each) => [each, descriptions[each] ?? each]));
  }

  /** A redirect after a form is subject to the policy `form-action` of its page; a hop is not. */
  async #decide(request: EndpointRequest): Promise<EndpointAnswer> {
    const { headers } = request;
    if (!isSameOrigin(headers, this.options.issuer)) {
      throw new OAuthError('access_denied', 'a page of another site has sent this form');
    }
    const parameters = formOrQueryOf(request);
    const id = parameters.require('request');
    const decision = parameters.require('decision');
    if (decision !== 'allow' && decision !== 'deny') {
      throw new OAuthError('invalid_request', 'decision must be allow or deny');
    }
    const shown = readScope(parameters.require('scope'));
    const session = await this.sessions.find(headers);
    if (session) await this.answers.decide(id, session, { isAllowed: decision === 'allow', shown });
    return this.pages.hop(continuePath(id), headers);
  }
}
