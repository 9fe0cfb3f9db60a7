/** Bounds of the refusals that the database keeps. */
export interface RefusalSettings {
  /** Seconds between two writes. */
  interval: number;
  /** Rows that one process adds in a minute, without sums. */
  recorded: number;
  /** The same for one client, or one network of callers without a registered client. */
  recordedPerClient: number;
  /** Days. */
  retention: number;
  /** Rows of one side. */
  stored: number;
  /** Rows of one client. */
  storedPerClient: number;
}
