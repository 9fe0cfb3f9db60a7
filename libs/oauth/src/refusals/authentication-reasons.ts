import type { ClientInactiveReason } from '../clients/client-snapshot.js';

/** Words that follow "because", and the advice. */
export interface Words {
  text: string;
  advice: string;
}

const ENABLE = 'Enable the client if it should work.';
const OTHER_SECRET =
  'Give the machine a secret of this client that is valid now, or rotate to a new one.';
const OWNER = 'Enable the user if they should work here, or give the client another owner or none.';
const ASSERTION =
  'Sign a new assertion for each request, with a key that the client has registered.';
const PUBLIC = 'Send the id alone from a public client, and credentials from every other client.';

/** The reasons of failed client authentications that the server records, by their kind. */
export const AUTHENTICATION_REASONS = {
  unknown_client: {
    text: 'this side has no client with this id',
    advice:
      'Compare the client id and the address of the server: a client works at its own side only.',
  },
  wrong_secret: {
    text: 'this client has never had this secret',
    advice:
      'Compare the last four characters of the secret that the program sends with those shown for the client. Then correct the secret, or rotate it.',
  },
  expired_secret: { text: 'the secret has expired or was retired', advice: OTHER_SECRET },
  early_secret: {
    text: 'the secret is not valid yet',
    advice: 'Use the earlier secret until then, or make one that is valid now.',
  },
  disabled: { text: 'the client is disabled; the credentials were right', advice: ENABLE },
  expired: {
    text: 'the client itself has expired; the credentials were right',
    advice: 'Set a later end for the client, or none.',
  },
  owner_disabled: { text: 'its owner may not act; the credentials were right', advice: OWNER },
  owner_gone: {
    text: 'its owner no longer exists; the credentials were right',
    advice: 'Give the client another owner or none.',
  },
  network: {
    text: 'the request came from a network that the client may not call from; the credentials were right',
    advice:
      'Add the network of the address to the networks of the client if the machine belongs there.',
  },
  new_network: {
    text: 'the credentials are right, and the network is new to the client',
    advice: 'Call from a network that the client has used before.',
  },
  basic_not_form_encoded: {
    text: 'the Basic credentials are not form-encoded: encode id and secret before base64 (RFC 6749 §2.3.1)',
    advice: 'Form-encode id and secret before base64, or send them in the body.',
  },
  unreadable_assertion: {
    text: 'the client assertion is not a signed JWT with a sub',
    advice: ASSERTION,
  },
  assertion_of_another: {
    text: 'client_id and the assertion name different clients',
    advice: 'Leave client_id out, or send the id in sub of the assertion.',
  },
  bad_assertion: {
    text: 'the client assertion breaks a rule (RFC 7523 §3)',
    advice:
      'Correct the claim: iss and sub are the client id, aud is the issuer, exp is soon. Check the clock.',
  },
  no_client_key: {
    text: 'the client has no key, registered or at its jwksUri',
    advice: 'Register the public keys of the client, or the address at which it publishes them.',
  },
  unknown_client_key: {
    text: 'the client has no key with the kid of the assertion',
    advice: 'Register the new public key before the machine signs with it.',
  },
  wrong_signature: {
    text: 'the assertion is not signed by a key of the client, with the algorithm of that key',
    advice: ASSERTION,
  },
  key_set_unavailable: {
    text: 'the keys of the client could not be fetched from its jwksUri',
    advice: 'Open the jwksUri from the machine of this server, and correct it or its answer.',
  },
  replayed_assertion: {
    text: 'the assertion was used before, and each assertion works once',
    advice: ASSERTION,
  },
  no_credentials: {
    text: 'the request had no secret and no assertion, which only a public client may leave out',
    advice: PUBLIC,
  },
  public_client: { text: 'a public client has no credentials, and must send none', advice: PUBLIC },
  unknown_secret: {
    text: 'no client of this side has this secret',
    advice: 'Send the secret to the side to which its client belongs.',
  },
} as const satisfies Readonly<Record<string, Words>>;

type Kind = keyof typeof AUTHENTICATION_REASONS;

/** The reason of a failed authentication, for the operator: its kind, often with details. */
export type AuthenticationReason = Kind | `${Kind}: ${string}`;

/** Further problems of a request with wrong credentials, in words that follow "and". */
export const FURTHER_PROBLEMS: Readonly<Record<string, string>> = {
  disabled: 'the client is disabled as well',
  expired: 'the client has expired as well',
  owner_disabled: 'its owner may not act',
  owner_gone: 'its owner no longer exists',
  network: 'the client may not call from this network either',
} satisfies Readonly<Record<ClientInactiveReason, string>>;
