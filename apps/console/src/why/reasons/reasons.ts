/** Words by kind. */
export type Kinds = Readonly<Record<string, readonly [text: string, advice: string]>>;

/** The words of a language. */
export interface Reasons {
  kinds: Kinds;
  /** The state of a client that would have refused right credentials too. */
  further: Readonly<Record<string, string>>;
  /** Said first when the network of the caller is locked. */
  locked: string;
  /** The advice that then comes first. */
  wait: string;
}
