import { describe, expect, it } from 'vitest';
import { normalText, type TextKind, textError } from './text.js';

const KINDS: TextKind[] = ['identifier', 'name', 'prose'];

/** Returns the errors of a text, by kind. */
function errorsOf(text: string): Record<string, string> {
  const errors = KINDS.map((kind) => [kind, textError(kind, text)] as const);
  return Object.fromEntries(errors.filter(([, error]) => error !== undefined)) as never;
}

/** Builds the expected errors, the same for each of these kinds. */
const by = (kinds: readonly string[], error: string) =>
  Object.fromEntries(kinds.map((kind) => [kind, `must not ${error}`]));

describe('a text', () => {
  it.each([
    'Zoë',
    'Zoe\u0308',
    'O’Neil & Co., Ltd.',
    '山田',
    '김민준',
    'สมชาย',
    'கண்ணன்',
    'שלום',
    'José Ángel',
    '☕ Café',
    '👋🏽',
    'a\u0323\u0301',
    '',
  ])('is valid: %j', (text) => {
    expect(errorsOf(text)).toEqual({});
  });

  it.each([
    ['NUL', 'a\0b', '0000'],
    ['an escape', 'a\u001Bb', '001B'],
    ['a C1 control', 'a\u0085b', '0085'],
    ['a zero-width space', 'a\u200Bb', '200B'],
    ['a word joiner', 'a\u2060b', '2060'],
    ['a byte order mark', 'a\uFEFFb', 'FEFF'],
    ['a soft hyphen', 'a\u00ADb', '00AD'],
    ['a right-to-left mark', 'a\u200Fb', '200F'],
    ['an Arabic letter mark', 'a\u061Cb', '061C'],
    ['a bidi override', 'a\u202Eb', '202E'],
    ['a bidi isolate', 'a\u2066b', '2066'],
    ['a tag', '🏴\u{E0067}', 'E0067'],
    ['a private-use character', 'a\uE000', 'E000'],
    ['an unassigned character', 'a\u0378', '0378'],
    ['a noncharacter', 'a\uFFFF', 'FFFF'],
    ['half a surrogate pair', 'a\uD800', 'D800'],
    ['a line separator', 'a\u2028b', '2028'],
    ['an invisible filler', '\u3164', '3164'],
    ['the blank of Braille', '\u2800', '2800'],
    ['a note head that is blank', 'a\u{1D159}', '1D159'],
    ['a full Egyptian blank', 'a\u{13441}', '13441'],
    ['half an Egyptian blank', 'a\u{13442}', '13442'],
    ['a Khitan filler', 'a\u{16FE4}', '16FE4'],
    ['a grapheme joiner', 'a\u034Fb', '034F'],
    ['a joiner between letters that do not join', 'a\u200Db', '200D'],
    ['a joiner after a letter that does not join', 'a\u200Cعلی', '200C'],
    ['a joiner at an end', 'علی\u200C', '200C'],
    ['two joiners', 'می\u200C\u200Cخواهم', '200C'],
    ['a variation selector without a base', 'a\uFE0F', 'FE0F'],
    ['two variation selectors', '葛\u{E0100}\u{E0101}', 'E0101'],
  ])('is rejected when it has %s', (_, text, character) => {
    const { name, prose, identifier } = errorsOf(text);
    const error = `must not contain the character U+${character}`;
    expect({ name, prose }).toEqual({ name: error, prose: error });
    expect(identifier).toMatch(/^must not contain the character U\+/);
  });

  it.each([
    ['Persian', 'علی\u200Cرضا', '200C'],
    ['Hindi', 'क्\u200Dष', '200D'],
    ['Sinhala', 'ශ\u0DCA\u200Dරී', '200D'],
    ['a variant of a Han character', '葛\u{E0100}城', 'E0100'],
    ['an emoji of several pictures', '👩\u200D💻 Co', '200D'],
    ['a sign shown as an emoji', '❤\uFE0F', 'FE0F'],
    ['a flag', '🏳\uFE0F\u200D🌈', 'FE0F'],
    ['an ideographic blank', '山田\u3000太郎', '3000'],
    ['a no-break blank', 'a\u00A0b', '00A0'],
  ])('may have what %s needs, but not as an identifier', (_, text, character) => {
    expect(errorsOf(text)).toEqual(by(['identifier'], `contain the character U+${character}`));
  });

  it.each([
    ['a Turkish capital i', 'sh\u0130p', 'U+0130'],
    ['a capital that composes only in lower case', 'aJ\u030Can', 'U+004A U+030C'],
    ['such a capital with a line below', 'H\u0331a', 'U+0048 U+0331'],
    ['such a capital with another mark', 'J\u0323\u030C', 'U+004A U+0323 U+030C'],
    ['a long s', '\u017Fam', 'U+017F'],
    ['a micro sign', '\u00B5', 'U+00B5'],
    ['a Greek beta symbol', '\u03D0', 'U+03D0'],
    ['a Cyrillic rounded ve', '\u1C80', 'U+1C80'],
  ])('is not an identifier when it has %s', (_, text, characters) => {
    const noun = characters.includes(' ') ? 'characters' : 'character';
    const error = `contain the ${noun} ${characters}, whose lower case is ambiguous`;
    expect(errorsOf(text)).toEqual(by(['identifier'], error));
  });

  it.each([
    'νικος',
    'νικοσ',
    'Νίκος',
    'straße',
    'STRAẞE',
    'yıldız',
    'ISTANBUL',
    '\u01F0an',
    'Ǆ',
    'ᾳ',
    'Սևակ',
    'Ω',
    '\u212A',
    'Ꭰꭰ',
    'Აა',
    'J',
  ])('is a valid identifier, with an unambiguous lower case: %j', (text) => {
    expect(errorsOf(text)).toEqual({});
  });

  it.each(['a\nb', 'a\tb', 'a\r\nb'])('may have several lines only as prose: %j', (text) => {
    const character = text.charCodeAt(1).toString(16).toUpperCase().padStart(4, '0');
    expect(errorsOf(text)).toEqual(
      by(['identifier', 'name'], `contain the character U+${character}`),
    );
  });

  it.each([' a', 'a ', ' ', '   '])('may begin or end with a space only as prose: %j', (text) => {
    expect(errorsOf(text)).toEqual(by(['identifier', 'name'], 'begin or end with a blank'));
  });

  it.each(['a\u00A0', '\u3000a', '\u2003'])(
    'must not begin or end with another kind of space as a name: %j',
    (text) => {
      expect(errorsOf(text)).toMatchObject(by(['name'], 'begin or end with a blank'));
    },
  );
});

it('normalText returns the same text for all spellings of a character', () => {
  expect(['e\u0301', '\u212B', '\u1112\u1161\u11AB'].map(normalText)).toEqual(['é', 'Å', '한']);
});

describe('combining marks in a row', () => {
  const marked = (count: number) => `a${'\u0301\u0327'.repeat(count / 2)}`;

  it('are valid up to 30', () => {
    expect(errorsOf(marked(30))).toEqual({});
    expect(normalText(marked(30))).toBe(marked(30).normalize('NFC'));
    expect(normalText(marked(30))).not.toBe(marked(30));
  });

  it('are rejected when there are more than 30', () => {
    const text = `${marked(30)}\u0301`;
    expect(errorsOf(text)).toEqual(by(KINDS, 'have more than 30 marks in a row'));
    expect(normalText(text)).toBe(text);
  });
});

it('textError and normalText do not read an overlong text: sorting a million marks takes an hour', () => {
  const text = `a${'\u0301\u0327'.repeat(500_000)}`;
  expect(errorsOf(text)).toEqual(by(KINDS, 'have more than 10000 UTF-16 code units'));
  expect(normalText(text)).toBe(text);
  expect(errorsOf('a'.repeat(10_000))).toEqual({});
});
