/**
 * What people type, by how strict it is.
 *
 * - `identifier`: one person or account is found by it, such as a username or an e-mail address.
 *   Two that look alike must not be two, so it has no invisible characters at all.
 * - `name`: one line, of a person, a company, a client. Invisible characters are where a script
 *   needs them, and nowhere else.
 * - `prose`: any number of lines, such as a description.
 */
export type TextKind = 'identifier' | 'name' | 'prose';

/**
 * Control, format, surrogate, private and unassigned characters; line and paragraph separators;
 * what Unicode says to show nothing for; and Braille's blank, which is taken for no character.
 */
const UNWANTED = String.raw`[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]`;

/** In a name a no-break or an ideographic blank may stand between words; in an identifier it is a trap. */
const STRANGE_BLANK = String.raw`(?! )\p{Zs}`;

/** Scripts whose words change with a joiner: Arabic for Persian and Urdu, the Indic ones, Mongolian. */
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

/** One joiner between two characters of such a script, or between two pictures of an emoji. */
const JOINER =
  String.raw`(?<=[${JOINING}])[\u200C\u200D](?=[${JOINING}])|` +
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})`;

/** One selector: of a variant of a Han character, of a picture or its sign, of a Mongolian letter. */
const SELECTOR =
  String.raw`(?<=\p{Script=Han})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]|` +
  String.raw`(?<=[\p{Emoji}\p{Extended_Pictographic}])[\uFE0E\uFE0F]|` +
  String.raw`(?<=\p{Script=Mongolian})[\u180B-\u180D\u180F]`;

const FAULTY: Record<TextKind, RegExp> = {
  identifier: new RegExp(`${UNWANTED}|${STRANGE_BLANK}`, 'u'),
  name: new RegExp(`(?!${JOINER}|${SELECTOR})${UNWANTED}`, 'u'),
  prose: new RegExp(String.raw`(?!${JOINER}|${SELECTOR}|[\t\n\r])${UNWANTED}`, 'u'),
};

/** Combining marks at the beginning would sit on whatever is shown before them. */
const BLANK_AT_AN_END = /^\p{White_Space}|\p{White_Space}$/u;

/**
 * The form in which texts are stored and compared: Unicode NFC. A typed `é` is one character or
 * two, by the keyboard and the system; nobody sees a difference.
 */
export function normalText(text: string): string {
  return text.normalize('NFC');
}

/** Completes "the text …"; undefined when nothing is wrong. It names a character that nobody sees. */
export function textFault(kind: TextKind, text: string): string | undefined {
  const [found] = FAULTY[kind].exec(normalText(text)) ?? [];
  if (found !== undefined) return `must not contain ${codePoint(found)}`;
  if (kind === 'prose' || !BLANK_AT_AN_END.test(text)) return undefined;
  return 'must not begin or end with a blank';
}

function codePoint(character: string): string {
  const number = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `the character U+${number}`;
}
