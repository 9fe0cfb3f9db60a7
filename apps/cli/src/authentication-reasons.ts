/** The kinds of libs/oauth, each in words that go after "because". */
const REASONS: Readonly<Record<string, string>> = {
  unknown_client: 'this side has no client with this id',
  wrong_secret: 'the secret is none of this client, now or before',
  expired_secret: 'the secret has ended or was retired',
  early_secret: 'the secret is not good yet',
  disabled: 'the client is disabled; the secret was right',
  expired: 'the client itself has expired; the secret was right',
  owner_disabled: 'its owner may not act; the secret was right',
  owner_gone: 'its owner does not exist any more; the secret was right',
  network: 'it does not call from one of its allowed networks; the secret was right',
  basic_not_form_encoded:
    'the Basic credentials are not form-encoded: id and secret must be, before base64 (RFC 6749 §2.3.1)',
  unknown_secret: 'it is no secret of this side',
};

/** After "and" of a wrong secret; they would have been a reason by themselves. */
const FAULTS: Readonly<Record<string, string>> = {
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
  const words = Object.hasOwn(REASONS, kind) ? REASONS[kind]! : undefined;
  if (words === undefined) return reason || 'no reason was recorded';
  const [, fault = ''] = /^and ([a-z_]+)$/.exec(details) ?? [];
  if (Object.hasOwn(FAULTS, fault)) return `${words}, and ${FAULTS[fault]}`;
  return details ? `${words}: ${details}` : words;
}
