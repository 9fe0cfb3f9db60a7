import { Inject, Injectable } from '@nestjs/common';
import { readState } from '../authorization/request-reader.js';
import { redirectTo } from '../authorization/redirect-uri.js';
import { clientActor } from '../clients/client-actor.js';
import { ClientCache } from '../clients/client-cache.js';
import type { FormParameters } from '../form-parameters.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { OAuthError } from '../oauth.error.js';
import { type IdTokenHint, IdTokens } from '../openid/id-tokens.js';
import { PersonSessions } from '../people/person-sessions.js';
import { RefreshTokenRevocation } from '../refresh-tokens/refresh-token-revocation.js';
import type { EndpointAnswer, EndpointRequest } from './endpoint.js';
import { seeOther } from './answers.js';
import { formOrQueryOf } from './parameters.js';
import { PageEndpoint } from './page.endpoint.js';

/** The page where a person sees and ends their sessions. */
const ACCOUNT = '/account';

/**
 * Signs a person out for an application (OpenID Connect RP-Initiated Logout 1.0).
 *
 * An ID token proves that the application knows the session, which ends. Without one, any site could
 * sign people out: the person comes to the page of their account, and decides there (§2, §6).
 */
@Injectable()
export class LogoutEndpoint extends PageEndpoint {
  readonly paths = ['/oauth2-logout'];

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<OAuthSettings, 'side'>,
    private readonly clients: ClientCache,
    private readonly idTokens: IdTokens,
    private readonly sessions: PersonSessions,
    private readonly refreshTokens: RefreshTokenRevocation,
  ) {
    super();
  }

  protected async answerBrowser(request: EndpointRequest): Promise<EndpointAnswer> {
    const parameters = formOrQueryOf(request);
    const hint = await this.#hintOf(parameters);
    if (!hint) return this.pages.hop(ACCOUNT, request.headers);
    // Before the session ends, so that a wrong request changes nothing.
    const target = await this.#targetOf(parameters, hint);
    const cookie = await this.#end(hint, request);
    const answer = target === null ? this.pages.hop(ACCOUNT, request.headers) : seeOther(target);
    return { ...answer, headers: { ...answer.headers, ...cookie } };
  }

  async #hintOf(parameters: FormParameters): Promise<IdTokenHint | null> {
    const text = parameters.get('id_token_hint');
    if (text === undefined) return null;
    return this.idTokens.readHint(text, parameters.get('client_id'));
  }

  /** Returns the verified URL to which the person goes; null when the client names none. */
  async #targetOf(parameters: FormParameters, { clientId }: IdTokenHint): Promise<string | null> {
    const uri = parameters.get('post_logout_redirect_uri');
    if (uri === undefined) return null;
    const client = await this.clients.find(clientId);
    if (client?.postLogoutRedirectUris.includes(uri)) {
      return redirectTo(uri, { state: readState(parameters) });
    }
    const description = 'post_logout_redirect_uri is not registered for the client';
    throw new OAuthError('invalid_request', description);
  }

  /**
   * Ends the session of the ID token, and the refresh tokens that it gave to applications. Only the
   * browser that has this session loses its cookie: the token of an attacker must not sign another
   * person out.
   */
  async #end(hint: IdTokenHint, request: EndpointRequest): Promise<object> {
    const { personId, sessionId } = hint;
    const actor = clientActor(hint, request);
    const current = await this.sessions.find(request.headers);
    const { side } = this.options;
    const inSession = { side, personIds: [personId], sessionIds: [sessionId] };
    await this.refreshTokens.revokeOf(inSession, actor);
    const cookie = await this.sessions.end(sessionId, actor);
    return current?.sessionId === sessionId ? { 'set-cookie': cookie } : {};
  }
}
