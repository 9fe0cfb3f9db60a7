/** Characters that a terminal shows in two cells: East Asian ones and emoji (Unicode, UAX #11). */
const IS_WIDE =
  /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Emoji_Presentation}|[\u3000-\u303E\uFF01-\uFF60]/u;

/** The characters of ASCII that are visible: the most frequent texts need no segmentation. */
const IS_ASCII = /^[\x20-\x7E]*$/;

const segmenter = new Intl.Segmenter();

/** Returns the number of cells in which a terminal shows a text. */
export function displayWidth(text: string): number {
  if (IS_ASCII.test(text)) return text.length;
  return characters(text).reduce((width, character) => width + widthOf(character), 0);
}

/** Adds blanks until the text has this width. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Cuts a text that is wider, and ends it with `…`. */
export function truncated(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let left = width - 1;
  for (const character of characters(text)) {
    left -= widthOf(character);
    if (left < 0) break;
    kept += character;
  }
  return `${kept}…`;
}

function characters(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function widthOf(character: string): number {
  return IS_WIDE.test(character) ? 2 : 1;
}
