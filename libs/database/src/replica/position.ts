/**
 * A position in the write-ahead log (`pg_lsn`): everything before it is written. Positions of one
 * database only grow.
 */
export type Position = bigint;

/** Reads the form of PostgreSQL, `16/B374D848`. */
export function positionOf(lsn: string): Position {
  const [high, low] = lsn.split('/') as [string, string];
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

/** Sixteen digits, so that the order of two texts is that of their positions. */
const TEXT = /^[0-9a-f]{16}$/;

/** Returns the form for callers, `00000016b374d848`. */
export function positionText(position: Position): string {
  return position.toString(16).padStart(16, '0');
}

/** Reads the form for callers; null for any other text. */
export function readPosition(text: string): Position | null {
  return TEXT.test(text) ? BigInt(`0x${text}`) : null;
}
