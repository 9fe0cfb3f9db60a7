/**
 * Kinds of texts that people type, from the strictest to the loosest:
 *
 * - `identifier`: identifies one account, such as a username or an e-mail address. It must not have
 *   invisible characters, because two identifiers that look alike must not name two accounts.
 * - `name`: one line that names a person, a company or a client. It may have invisible characters
 *   only where a script needs them.
 * - `prose`: any number of lines, such as a description.
 */
export type TextKind = 'identifier' | 'name' | 'prose';

/**
 * Unwanted characters:
 *
 * - control, format, surrogate, private and unassigned characters
 * - line and paragraph separators
 * - characters that Unicode ignores by default
 * - blank characters that Unicode classifies as symbols, letters or marks: one of Braille, one of
 *   musical notation, two of Egyptian, one of Khitan
 */
const UNWANTED =
  String.raw`[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}` +
  String.raw`\u2800\u{1D159}\u{13441}\u{13442}\u{16FE4}]`;

/** Spaces other than U+0020. They may separate the words of a name, but not of an identifier. */
const STRANGE_BLANK = String.raw`(?! )\p{Zs}`;

/** Scripts in which a joiner changes words: Arabic (Persian, Urdu), Indic scripts, Mongolian. */
const JOINING = [
  'Arabic',
  'Syriac',
  'Mongolian',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Khmer',
  'Myanmar',
]
  .map((script) => String.raw`\p{scx=${script}}`)
  .join('');

/**
 * Matches one joiner between two characters of such a script, or between two pictures of an emoji.
 */
const JOINER =
  String.raw`(?<=[${JOINING}])[\u200C\u200D](?=[${JOINING}])|` +
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})`;

/** Matches one variation selector after a Han character, an emoji or a Mongolian letter. */
const SELECTOR =
  String.raw`(?<=\p{Script=Han})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]|` +
  String.raw`(?<=[\p{Emoji}\p{Extended_Pictographic}])[\uFE0E\uFE0F]|` +
  String.raw`(?<=\p{Script=Mongolian})[\u180B-\u180D\u180F]`;

const FORBIDDEN: Record<TextKind, RegExp> = {
  identifier: new RegExp(`${UNWANTED}|${STRANGE_BLANK}`, 'u'),
  name: new RegExp(`(?!${JOINER}|${SELECTOR})${UNWANTED}`, 'u'),
  prose: new RegExp(String.raw`(?!${JOINER}|${SELECTOR}|[\t\n\r])${UNWANTED}`, 'u'),
};

/**
 * Maximum combining marks in a row. No language has a letter with more (Unicode Standard Annex #15,
 * §13). NFC sorts them, which takes ten seconds for 60,000 marks.
 */
const MAX_MARKS = 30;
const TOO_MANY_MARKS = new RegExp(String.raw`(?<!\p{M})\p{M}{${MAX_MARKS + 1}}`, 'u');

/**
 * Maximum code units: ten times the longest attribute. Longer texts are rejected without reading
 * them.
 */
const MAX_UNITS = 10_000;

const BLANK_AT_AN_END = /^\p{White_Space}|\p{White_Space}$/u;

/**
 * Returns the text in Unicode NFC, in which texts are stored and compared. Keyboards and systems
 * write `é` as one character or as two, which look the same. A text that is too long or has too
 * many marks, which `textError` rejects, is returned unchanged.
 */
export function normalText(text: string): string {
  const isInvalid = text.length > MAX_UNITS || TOO_MANY_MARKS.test(text);
  return isInvalid ? text : text.normalize('NFC');
}

/**
 * Returns the error of a text as the end of a sentence: `must not contain the character U+0000`.
 * Returns undefined for a valid text.
 */
export function textError(kind: TextKind, text: string): string | undefined {
  if (text.length > MAX_UNITS) return `must not have more than ${MAX_UNITS} UTF-16 code units`;
  if (TOO_MANY_MARKS.test(text)) return `must not have more than ${MAX_MARKS} marks in a row`;
  const [found] = FORBIDDEN[kind].exec(normalText(text)) ?? [];
  if (found !== undefined) return `must not contain ${codePoints(found)}`;
  const ambiguous = kind === 'identifier' ? ambiguousCase(text) : undefined;
  if (ambiguous !== undefined) {
    return `must not contain ${codePoints(ambiguous)}, whose lower case is ambiguous`;
  }
  if (kind === 'prose' || !BLANK_AT_AN_END.test(text)) return undefined;
  return 'must not begin or end with a blank';
}

/**
 * Returns the first letter, with its marks, whose lower case is ambiguous, or undefined. A filter
 * with such a letter could find and delete another account:
 *
 * - PostgreSQL lower-cases U+0130 to the ASCII letter `i`.
 * - `J\u030C` in lower case is not in NFC, so it differs from U+01F0, which looks the same.
 * - `\u017F` is another form of `s`: both have the upper case `S`.
 */
export function ambiguousCase(text: string): string | undefined {
  const letters = normalText(text).match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  return letters.find((letter) => {
    const lower = letter.toLowerCase();
    return lower !== normalText(lower) || Array.from(letter).some(isFormOfAnother);
  });
}

/** Letters that words need: final sigma in Greek, dotless i in Turkish. */
const DISTINCT_LETTERS = new Set(['\u03C2', '\u0131']);

function isFormOfAnother(character: string): boolean {
  if (character === '\u0130') return true;
  if (DISTINCT_LETTERS.has(character)) return false;
  const upper = character.toUpperCase();
  return Array.from(upper).length === 1 && upper.toLowerCase() !== character.toLowerCase();
}

function codePoints(characters: string): string {
  const numbers = Array.from(characters, (character) => {
    const number = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return `U+${number}`;
  });
  return `the character${numbers.length > 1 ? 's' : ''} ${numbers.join(' ')}`;
}
