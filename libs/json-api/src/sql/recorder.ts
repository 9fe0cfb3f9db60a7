/** Records changes of rows in the statement that makes them, so that both happen or neither. */
export interface Recorder {
  /** Properties that are not a part of the change, such as its time. */
  readonly omitted: ReadonlySet<string>;

  /** A value for the INSERT. */
  readonly event: unknown;

  /**
   * Returns an INSERT that records the rows of the relation `changes`: their `id` as text, and the
   * JSON objects `before` and `after`. An updated row has the properties that differ; a row that
   * was updated without effect is missing. A created row has no `before`, a deleted one no `after`.
   *
   * `event` is the placeholder of the value. The same arguments have the same result.
   */
  insertion(changes: string, event: string): string;
}
