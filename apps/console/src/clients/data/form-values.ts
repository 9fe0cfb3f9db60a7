/** Splits a text of several lines, and of several values in one line. */
export function linesOf(text: string): string[] {
  return text.split(/[\s,]+/u).filter((line) => line !== '');
}

/** An empty field means that there is no value. */
export function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

/** A time of the API as the value of a field for a local date and time; empty for none. */
export function localTime(time: string | null): string {
  if (time === null) return '';
  const date = new Date(time);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The time of such a field for the API. */
export function timeOf(local: string): string | null {
  return local === '' ? null : new Date(local).toISOString();
}
