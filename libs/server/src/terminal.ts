import { styleText } from 'node:util';
import type { LogConfig } from '#config';

/** Colours a text, or returns it unchanged. */
export type TextStyle = (format: Parameters<typeof styleText>[0], text: string) => string;

/** True when the log is text for people instead of JSON lines. */
export function isForPeople(
  { format }: Pick<LogConfig, 'format'>,
  stream: { isTTY?: boolean },
): boolean {
  return format === 'text' || (format === 'auto' && stream.isTTY === true);
}

/** Colours texts if the stream is a terminal with colours, and the user does not set NO_COLOR. */
export function textStyle(stream: NodeJS.WriteStream): TextStyle {
  return (format, text) => styleText(format, text, { stream });
}
