/** The text of each kind of reason, and its advice: `limit` and `limit.advice`. */
export type Words = Readonly<Record<string, string>>;

/** The words of a language. */
export interface Reasons {
  words: Words;
  /** The state of a client that would have refused right credentials too. */
  further: Readonly<Record<string, string>>;
  /** Said first when the network of the caller is locked. */
  locked: string;
  /** The advice that then comes first. */
  wait: string;
}
