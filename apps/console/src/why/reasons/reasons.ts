/** The text of each kind of reason, and its advice: `limit` and `limit.advice`. See `SAME_ADVICE`. */
export type Words = Readonly<Record<string, string>>;

/** The words of a language. */
export interface Reasons {
  words: Words;
  /** Said after the text of a kind of `RIGHT_CREDENTIALS`. */
  right: string;
  /** The state of a client that would have refused right credentials too. */
  further: Readonly<Record<string, string>>;
  /** Said first when the network of the caller is locked. */
  locked: string;
  /** The advice that then comes first. */
  wait: string;
}

/** Kinds whose credentials were right; the client or its owner was refused. */
export const RIGHT_CREDENTIALS: ReadonlySet<string> = new Set([
  'disabled',
  'expired',
  'owner_disabled',
  'owner_gone',
  'network',
]);

/** Kinds without words for the advice, each with the kind that has the same advice. */
export const SAME_ADVICE: Readonly<Record<string, string>> = {
  request_uri_not_supported: 'request_not_supported',
  invalid_signature: 'unknown_key',
  invalid_claims: 'unknown_key',
  token_not_yet_valid: 'unknown_key',
  wrong_issuer: 'unknown_key',
  wrong_audience: 'unknown_key',
  forbidden: 'insufficient_scope',
  owner_not_held: 'scope_not_held',
  less_restricted: 'scope_not_held',
  network: 'network_not_allowed',
  public_client: 'no_credentials',
  wrong_signature: 'unreadable_assertion',
  replayed_assertion: 'unreadable_assertion',
};

/** Returns the advice for a kind of reason. */
export function adviceFor(kind: string, words: Words): string {
  return words[`${SAME_ADVICE[kind] ?? kind}.advice`]!;
}
