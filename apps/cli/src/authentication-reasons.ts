/** The reasons that libs/oauth records, in words that follow "because". */
const REASONS: Readonly<Record<string, string>> = {
  unknown_client: 'this side has no client with this id',
  wrong_secret: 'this client has never had this secret',
  expired_secret: 'the secret has expired or was retired',
  early_secret: 'the secret is not valid yet',
  disabled: 'the client is disabled; the credentials were right',
  expired: 'the client itself has expired; the credentials were right',
  owner_disabled: 'its owner may not act; the credentials were right',
  owner_gone: 'its owner no longer exists; the credentials were right',
  network:
    'the request came from a network that the client may not call from; the credentials were right',
  basic_not_form_encoded:
    'the Basic credentials are not form-encoded: encode id and secret before base64 (RFC 6749 §2.3.1)',
  unreadable_assertion: 'the client assertion is not a signed JWT with a sub',
  assertion_of_another: 'client_id and the assertion name different clients',
  bad_assertion: 'the client assertion breaks a rule (RFC 7523 §3)',
  no_client_key: 'the client has no key, registered or at its jwksUri',
  unknown_client_key: 'the client has no key with the kid of the assertion',
  wrong_signature:
    'the assertion is not signed by a key of the client, with the algorithm of that key',
  key_set_unavailable: 'the keys of the client could not be fetched from its jwksUri',
  replayed_assertion: 'the assertion was used before, and each assertion works once',
  no_credentials:
    'the request had no secret and no assertion, which only a public client may leave out',
  public_client: 'a public client has no credentials, and must send none',
  unknown_secret: 'no client of this side has this secret',
};

/** Further problems of a request with wrong credentials, in words that follow "and". */
const FURTHER_PROBLEMS: Readonly<Record<string, string>> = {
  disabled: 'the client is disabled as well',
  expired: 'the client has expired as well',
  owner_disabled: 'its owner may not act',
  owner_gone: 'its owner no longer exists',
  network: 'the client may not call from this network either',
};

/** Explains a recorded reason, `kind: details`. Returns a reason of an unknown kind unchanged. */
export function explainReason(reason: string): string {
  const [, kind = '', details = ''] = /^([a-z_]+)(?:: (.*))?$/s.exec(reason) ?? [];
  if (kind === 'locked') {
    return (
      'too many attempts from this network have failed, so the server rejects it for a while; ' +
      `in this attempt, ${explainReason(details)}`
    );
  }
  if (kind === 'unavailable') {
    return (
      'the database did not answer, so the client was told to retry; ' +
      `according to the cache, ${explainReason(details)}`
    );
  }
  const words = Object.hasOwn(REASONS, kind) ? REASONS[kind]! : undefined;
  if (words === undefined) return reason || 'no reason was recorded';
  const [, problem = ''] = /^and ([a-z_]+)$/.exec(details) ?? [];
  if (Object.hasOwn(FURTHER_PROBLEMS, problem)) return `${words}, and ${FURTHER_PROBLEMS[problem]}`;
  return details ? `${words}: ${details}` : words;
}
