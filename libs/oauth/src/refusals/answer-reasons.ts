import type { Words } from './authentication-reasons.js';

const NEW_TOKEN = 'Ask the token endpoint of this side for a new token.';
const GRANT =
  'Give the client what is missing, if it should have it, and let it ask for a new token.';
const PROOF =
  'Make a proof for each request, for its method and its public address. Check the clock.';
const PUSHED = 'Send the parameters themselves, or push them to the server (RFC 9126).';
const ASK_ADMINISTRATOR = 'Ask somebody with clients:admin, or use a client with these rights.';

/**
 * The reasons of refusals whose answer says why, by its code or by the kind of the recorded reason.
 * `{required}` and `{description}` stand for what the request would have needed, and for the answer.
 */
export const ANSWER_REASONS: Readonly<Record<string, Words>> = {
  invalid_request: {
    text: 'the request was not a valid OAuth request: {description}',
    advice: 'Correct the parameter that the answer names.',
  },
  invalid_client: {
    text: 'the request named no client, or authenticated in a way that this server does not have',
    advice:
      'Send the id and the secret as Basic credentials or in the body, or a client assertion.',
  },
  unauthorized_client: {
    text: 'the client may not use this grant type: {description}',
    advice: 'Add the grant type to the client, or use a client that has it.',
  },
  unsupported_grant_type: {
    text: 'the server does not have this grant type: {description}',
    advice: 'Send grant_type=client_credentials for a machine.',
  },
  invalid_scope: {
    text: 'the client asked for a scope that it does not have: {description}',
    advice: 'Add the scope to the client if it needs it, or let it ask for less.',
  },
  invalid_target: {
    text: 'the client asked for a token of another API: {description}',
    advice: 'Leave resource out, or ask the server of that API.',
  },
  invalid_grant: {
    text: 'the code or the refresh token does not work: {description}',
    advice: 'Let the person sign in again.',
  },
  unsupported_response_type: {
    text: 'the server does not have this type of response: {description}',
    advice: 'Send response_type=code.',
  },
  access_denied: {
    text: 'the person denied it, or their roles give none of the scopes, or the form came from another site',
    advice: 'Ask the person. Give them a role with the scopes, or let the app ask for others.',
  },
  login_required: {
    text: 'the app allowed no sign-in (prompt=none), and the person was not signed in as the request needs it',
    advice: 'Send the request without prompt=none, or let the person sign in.',
  },
  consent_required: {
    text: 'the app allowed no question (prompt=none), and the person has not consented to the scopes yet',
    advice: 'Send the request without prompt=none.',
  },
  unmet_authentication_requirements: {
    text: 'the request requires a stronger sign-in than the person or this server has',
    advice: 'Let the person set up a second factor, or send acr_values instead of claims.',
  },
  request_not_supported: {
    text: 'the request has a request object, which this server does not read',
    advice: PUSHED,
  },
  request_uri_not_supported: {
    text: 'the request_uri of the request is not one that this server has made',
    advice: PUSHED,
  },
  registration_not_supported: {
    text: 'the request has registration, which would register a client',
    advice: 'Leave registration out: the operator registers clients.',
  },
  limit: {
    text: 'the client sent more requests than its limit allows ({required})',
    advice:
      'Let the client use each token until it expires and send fewer requests, or raise its limits.',
  },
  too_many_requests: {
    text: 'too many requests: {description}',
    advice: 'Wait as long as Retry-After says, and send fewer or cheaper requests.',
  },
  missing_token: {
    text: 'the request had no access token in its Authorization header',
    advice: 'Send the header Authorization: Bearer, followed by the token.',
  },
  malformed_token: {
    text: 'the text in the Authorization header is no access token of this server',
    advice: 'Send the access token exactly as the token endpoint returned it.',
  },
  wrong_token_type: {
    text: 'the token is a JWT of another type, such as an ID token',
    advice: 'Send the access token.',
  },
  unknown_key: {
    text: 'this side does not have the key that signed the token, or has withdrawn it',
    advice: NEW_TOKEN,
  },
  invalid_signature: {
    text: 'the token was changed after it was signed, or was forged',
    advice: NEW_TOKEN,
  },
  invalid_claims: { text: 'the token lacks a claim of an access token', advice: NEW_TOKEN },
  expired_token: {
    text: 'the token has expired',
    advice: 'Let the client ask for a new token before expires_in has passed. Check the clock.',
  },
  token_not_yet_valid: { text: 'the token is not valid yet', advice: NEW_TOKEN },
  wrong_issuer: {
    text: 'another server issued the token, or the public URL of this one has changed since',
    advice: NEW_TOKEN,
  },
  wrong_audience: { text: '{description}', advice: NEW_TOKEN },
  dpop_bound_token: {
    text: 'the token is bound to a key, and was sent as Bearer',
    advice: 'Send it as DPoP, with a proof in the header DPoP.',
  },
  not_dpop_bound: {
    text: '{description}',
    advice: 'Send a token of the kind that the text names.',
  },
  invalid_dpop_proof: {
    text: 'the proof in the header DPoP is not valid: {description}',
    advice: PROOF,
  },
  wrong_dpop_key: {
    text: 'the proof is signed by another key than the one that the token is bound to',
    advice: 'Sign proofs with the key of the token request.',
  },
  revoked_token: {
    text: 'the token was revoked, alone or with all tokens of its client or person',
    advice: `${NEW_TOKEN} The audit trail says who revoked the old one.`,
  },
  client_inactive: {
    text: '{description}',
    advice: 'Look at the client: enable it, set a later end, or give it another owner.',
  },
  person_inactive: {
    text: '{description}',
    advice: 'Enable the person if they should work here. Then they sign in again.',
  },
  recent_sign_in_required: {
    text: 'the act needs a person who has signed in at most {required} seconds ago',
    advice: 'Sign in again, and repeat the act.',
  },
  cross_origin_request: {
    text: 'the request had a session cookie, and came from a page of another origin',
    advice: 'Call with an access token.',
  },
  network_not_allowed: {
    text: 'the client of the token may not call from this address',
    advice:
      'Add the network of the address to the networks of the client if the machine belongs there.',
  },
  insufficient_scope: {
    text: 'the token lacks a scope that this request needs ({required})',
    advice: GRANT,
  },
  forbidden: { text: '{description}', advice: GRANT },
  client_generated_id: {
    text: 'the document has an id, and the server chooses ids',
    advice: 'Leave the id out.',
  },
  replacement_not_allowed: {
    text: 'the list is too long to be replaced at once: {description}',
    advice: 'Add members with POST, and remove members with DELETE.',
  },
  scope_not_held: {
    text: 'a caller cannot give what it lacks: {description}',
    advice: ASK_ADMINISTRATOR,
  },
  owner_not_held: { text: '{description}', advice: ASK_ADMINISTRATOR },
  person_required: { text: '{description}', advice: 'Sign in, and ask again.' },
  less_restricted: { text: '{description}', advice: ASK_ADMINISTRATOR },
  several: {
    text: 'refusals of more callers than a minute may record',
    advice: 'Search the log of the server for the request id.',
  },
};
