import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fill, languageOf, LANGUAGES } from './languages.js';

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();

describe.each(Object.entries(LANGUAGES))('the messages in %s', (_, messages) => {
  it('are those of English, with the same placeholders', () => {
    expect(Object.keys(messages)).toEqual(Object.keys(LANGUAGES.en));
    for (const [key, text] of Object.entries(messages)) {
      const english = LANGUAGES.en[key as keyof typeof LANGUAGES.en];
      expect({ key, has: placeholders(text) }).toEqual({ key, has: placeholders(english) });
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
    }
  });
});

it('no two languages have the same text by mistake', () => {
  const { en, ...others } = LANGUAGES;
  const same = Object.entries(others).flatMap(([language, messages]) =>
    Object.entries(messages)
      .filter(([key, text]) => text === en[key as keyof typeof en])
      .map(([key]) => `${language} ${key}`),
  );
  // Words that these languages share with English.
  expect(same).toEqual(SHARED);
});

const SHARED = ['de code', 'de passkeys', 'de errorCode', 'fr code', 'fr errorCode'];

it('a page uses each message', () => {
  const folder = join(import.meta.dirname, '..');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('messages') && !/spec/.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n');
  const unused = Object.keys(LANGUAGES.en).filter(
    (key) => !new RegExp(`messages\\.${key}\\b|'${key}'`).test(sources),
  );
  expect(unused).toEqual([]);
});

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de-CH', 'de'],
  ['DE', 'de'],
  ['en-GB;q=0.3, fr;q=0.9', 'fr'],
  ['constructor, __proto__', 'en'],
  [`${'xx,'.repeat(1000)}de`, 'en'],
])('the language of Accept-Language: %s is %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

it('fills in the values of a message, and leaves other braces', () => {
  expect(fill('{a} of {b} {c}', { a: 1, b: 'x' })).toBe('1 of x {c}');
});
