/** The kinds of libs/oauth, each in words that go after "because". */
const REASONS: Readonly<Record<string, string>> = {
  unknown_client: 'this side has no client with this id',
  wrong_secret: 'the secret is none of this client, now or before',
  expired_secret: 'the secret has ended or was retired',
  early_secret: 'the secret is not good yet',
  disabled: 'the client is disabled; the credentials were right',
  expired: 'the client itself has expired; the credentials were right',
  owner_disabled: 'its owner may not act; the credentials were right',
  owner_gone: 'its owner does not exist any more; the credentials were right',
  network: 'it does not call from one of its allowed networks; the credentials were right',
  basic_not_form_encoded:
    'the Basic credentials are not form-encoded: id and secret must be, before base64 (RFC 6749 §2.3.1)',
  unreadable_assertion: 'the client assertion is no signed JWT with a sub',
  assertion_of_another: 'client_id is another client than the assertion is of',
  bad_assertion: 'the client assertion breaks a rule (RFC 7523 §3)',
  no_client_key: 'the client has no key, here or where its jwksUri leads',
  unknown_client_key: 'the client has no key with the kid of the assertion',
  wrong_signature:
    'the assertion is not signed by a key of the client, with the algorithm of that key',
  key_set_unavailable: 'the keys of the client could not be had from its jwksUri',
  replayed_assertion: 'the assertion has been used before, and each is good once',
  unknown_secret: 'it is no secret of this side',
};

/** After "and" of wrong credentials; they would have been a reason by themselves. */
const FURTHER_PROBLEMS: Readonly<Record<string, string>> = {
  disabled: 'the client is disabled as well',
  expired: 'the client has expired as well',
  owner_disabled: 'its owner may not act either',
  owner_gone: 'its owner does not exist any more either',
  network: 'it is not one of its allowed networks either',
};

/** What was recorded as `kind: details` in words; as it is when it is of a kind that is not known. */
export function explainReason(reason: string): string {
  const [, kind = '', details = ''] = /^([a-z_]+)(?:: (.*))?$/s.exec(reason) ?? [];
  if (kind === 'locked') {
    return `too many attempts from this network have failed, so that it is not heard for a while: ${explainReason(details)}`;
  }
  if (kind === 'unavailable') {
    return `the database did not answer, so the client was asked to come again; as far as was known, ${explainReason(details)}`;
  }
  const words = Object.hasOwn(REASONS, kind) ? REASONS[kind]! : undefined;
  if (words === undefined) return reason || 'no reason was recorded';
  const [, problem = ''] = /^and ([a-z_]+)$/.exec(details) ?? [];
  if (Object.hasOwn(FURTHER_PROBLEMS, problem)) return `${words}, and ${FURTHER_PROBLEMS[problem]}`;
  return details ? `${words}: ${details}` : words;
}
