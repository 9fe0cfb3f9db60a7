import { Inject, Injectable } from '@nestjs/common';
import { ClientCache } from '../clients/client-cache.js';
import {
  acceptsPeople,
  clientInactiveReason,
  type ClientSnapshot,
} from '../clients/client-snapshot.js';
import type { FormParameters } from '../form-parameters.js';
import { OAuthError } from '../oauth.error.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { IdTokens } from '../openid/id-tokens.js';
import type { AuthorizationRequest, Prompt } from './authorization-request.js';
import { AuthorizationRequests } from './authorization-requests.js';
import { isRegisteredUri, redirectTo } from './redirect-uri.js';
import { isSilent, readAuthorizationRequest, readState } from './request-reader.js';

/** A stored request, or the URL that reports its error to the client. */
export type Intake = { id: string } | { errorUrl: string };

/** A request that is not granted. */
interface Refused extends Pick<AuthorizationRequest, 'redirectUri' | 'state'> {
  error: Pick<OAuthError, 'code' | 'description'>;
  issuer: string;
}

/** Checks authorization requests (RFC 6749 §4.1.1) and stores the valid ones. */
@Injectable()
export class AuthorizationIntake {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<OAuthSettings, 'issuer' | 'audience'>,
    private readonly clients: ClientCache,
    private readonly requests: AuthorizationRequests,
    private readonly idTokens: IdTokens,
  ) {}

  /**
   * Stores the request that a browser brings. Errors go to the redirect URI only after it is
   * verified (RFC 6749 §4.1.2.1).
   *
   * @throws OAuthError that no redirect may report
   */
  async begin(parameters: FormParameters): Promise<Intake> {
    const client = await this.#clientOf(parameters.require('client_id'));
    const requestUri = parameters.get('request_uri');
    if (requestUri !== undefined && this.requests.isPushed(requestUri)) {
      return { id: await this.#takePushed(requestUri, client) };
    }
    const redirectUri = requireRedirectUri(parameters.require('redirect_uri'), client);
    try {
      const request = await this.#read(parameters, client);
      return { id: await this.requests.add(client.clientId, { ...request, redirectUri }) };
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      const refused = { redirectUri, state: readState(parameters), error };
      if (client.isThirdParty) return { id: await this.#keep(refused, parameters, client) };
      return { errorUrl: errorUrl({ ...refused, issuer: this.options.issuer }) };
    }
  }

  /**
   * Stores an invalid request of a third party. A link to this server must not lead to the site of
   * somebody else without a sign-in (RFC 9700 §4.11.2).
   */
  async #keep(
    { redirectUri, state, error }: Omit<Refused, 'issuer'>,
    parameters: FormParameters,
    { clientId }: ClientSnapshot,
  ): Promise<string> {
    const { code, description } = error;
    const prompts: Prompt[] = isSilent(parameters) ? ['none'] : [];
    const empty = { scope: [], codeChallenge: '', prompts };
    const request = { ...empty, redirectUri, state, error: { code, description } };
    return this.requests.add(clientId, request);
  }

  /**
   * Stores the request that an authenticated client pushes, and returns its `request_uri` (RFC 9126
   * §2). The client may have proven to have the key with the thumbprint `jkt`.
   *
   * @throws OAuthError
   */
  async push(
    parameters: FormParameters,
    client: ClientSnapshot,
    jkt: string | null,
  ): Promise<string> {
    if (parameters.get('request_uri') !== undefined) {
      throw new OAuthError('invalid_request', 'a pushed request has no request_uri');
    }
    const redirectUri = requireRedirectUri(parameters.require('redirect_uri'), client);
    const request = await this.#read(parameters, client);
    if (jkt !== null && request.jkt !== undefined && request.jkt !== jkt) {
      throw new OAuthError('invalid_dpop_proof', 'dpop_jkt is not the key of the DPoP proof');
    }
    const bound = jkt === null ? request : { ...request, jkt };
    return this.requests.push(client.clientId, { ...bound, redirectUri });
  }

  async #takePushed(requestUri: string, client: ClientSnapshot): Promise<string> {
    const taken = await this.requests.takePushed(requestUri, client.clientId);
    if (!taken) {
      const description =
        'the pushed request has expired, was used before, or is of another client';
      throw new OAuthError('invalid_request', description);
    }
    requireRedirectUri(taken.request.redirectUri, client);
    return taken.id;
  }

  async #clientOf(clientId: string): Promise<ClientSnapshot> {
    const client = await this.clients.find(clientId);
    if (!client) throw new OAuthError('invalid_request', 'there is no client with this client_id');
    const inactive = clientInactiveReason(client, null);
    if (inactive === null) return client;
    const cause = `the client ${client.clientId} is inactive: ${inactive}`;
    throw new OAuthError('unauthorized_client', 'this application is not active', { cause });
  }

  /** @throws OAuthError that the client may get */
  async #read(
    parameters: FormParameters,
    client: ClientSnapshot,
  ): Promise<Omit<AuthorizationRequest, 'redirectUri'>> {
    if (!acceptsPeople(client)) {
      const description = 'this client does not have the grant type authorization_code';
      throw new OAuthError('unauthorized_client', description);
    }
    const request = readAuthorizationRequest(parameters, client, this.options.audience);
    const hint = parameters.get('id_token_hint');
    const token = hint === undefined ? null : await this.idTokens.readHint(hint, client.clientId);
    const subject = token?.personId ?? request.subject;
    if (request.subject !== undefined && request.subject !== subject) {
      throw new OAuthError('invalid_request', 'id_token_hint and claims name different people');
    }
    return { ...request, state: readState(parameters), subject };
  }
}

function requireRedirectUri(redirectUri: string, { redirectUris }: ClientSnapshot): string {
  if (isRegisteredUri(redirectUri, redirectUris)) return redirectUri;
  const description = 'redirect_uri is not one of the redirect URIs of the client';
  throw new OAuthError('invalid_request', description);
}

/** Returns the URL that reports an error to the client (RFC 6749 §4.1.2.1, RFC 9207 §2). */
export function errorUrl({
  redirectUri,
  state,
  error: { code, description },
  issuer,
}: Refused): string {
  const error = { error: code, error_description: description, state, iss: issuer };
  return redirectTo(redirectUri, error);
}
