import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BETWEEN_FORMS, type Texts, translator } from './translate.js';

const SOURCES = join(import.meta.dirname, '..');
const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;

/** The folders with texts: one for each area, and those of the frame and the parts. */
const folders = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('/messages/en.ts'))
  .map((path) => path.replace('/messages/en.ts', ''));

async function textsOf(folder: string, language: string): Promise<Texts> {
  const url = pathToFileURL(join(SOURCES, folder, 'messages', `${language}.ts`)).href;
  return ((await import(url)) as Record<string, Texts>)[language]!;
}

/** Returns the names in braces of a text, in each of its forms. */
function placeholders(text: Texts[string]): string[][] {
  return text
    .split(BETWEEN_FORMS)
    .map((form) => Array.from(form.matchAll(/\{(\w+)\}/g), ([, name]) => name!).toSorted());
}

/** The names of scopes, which are keys of an area that gives each scope a text. */
const SCOPES = readFileSync(join(SOURCES, 'api/scopes.ts'), 'utf8');

/** Returns the source of a folder without its texts, with the names of scopes if it uses their type. */
function sourceOf(folder: string): string {
  const source = readdirSync(join(SOURCES, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('messages/'))
    .map((path) => readFileSync(join(SOURCES, folder, path), 'utf8'))
    .join('\n');
  return source.includes('ScopeName') ? source + SCOPES : source;
}

/** True for a key in quotes, and for one that a template such as `state.${name}` can make. */
function isUsed(key: string, source: string): boolean {
  if (source.includes(`'${key}'`)) return true;
  return Array.from(source.matchAll(/`([\w.-]*)\$\{[^}]+\}([\w.-]*)`/g)).some(
    ([, before = '', after = '']) =>
      before + after !== '' && key.startsWith(before) && key.endsWith(after),
  );
}

describe.each(folders)('the texts of %s', (folder) => {
  it('are all used', async () => {
    const source = sourceOf(folder);
    const unused = Object.keys(await textsOf(folder, 'en')).filter((key) => !isUsed(key, source));
    expect(unused).toEqual([]);
  });

  it.each(LANGUAGES.slice(1))('have the same keys and placeholders in %s', async (language) => {
    const [english, other] = [await textsOf(folder, 'en'), await textsOf(folder, language)];
    expect(Object.keys(other).toSorted()).toEqual(Object.keys(english).toSorted());
    for (const [key, text] of Object.entries(english)) {
      const forms = placeholders(text).length;
      expect({ key, forms: placeholders(other[key]!).length }).toEqual({ key, forms });
      const [wanted] = placeholders(text).toSorted((one, two) => two.length - one.length);
      for (const found of placeholders(other[key]!)) {
        // The form for one may say "one client" without its number.
        const isSubset = found.every((name) => wanted!.includes(name));
        expect({ key, isSubset }).toEqual({ key, isSubset: true });
      }
      expect({ key, names: placeholders(other[key]!).flat().includes(wanted![0]!) }).toEqual({
        key,
        names: wanted!.length > 0,
      });
    }
  });
});

const TEXTS = {
  found: '{count} row | {count} rows',
  hello: 'Hello {name}',
} as const;

describe('a translator', () => {
  it('chooses the form of a number and formats it in the language', () => {
    const german = translator<typeof TEXTS>('de', {
      found: '{count} Zeile | {count} Zeilen',
      hello: 'Guten Tag {name}',
    });
    expect([german('found', { count: 1 }), german('found', { count: 12_000 })]).toEqual([
      '1 Zeile',
      '12.000 Zeilen',
    ]);
  });

  it('has one form for all numbers of a text without a second one', () => {
    const t = translator<{ rows: 'Rows: {count}' }>('en', { rows: 'Rows: {count}' });
    expect([t('rows', { count: 1 }), t('rows', { count: 2 })]).toEqual(['Rows: 1', 'Rows: 2']);
  });

  it('fills in texts as they are', () => {
    const t = translator<typeof TEXTS>('en', TEXTS);
    expect(t('hello', { name: '{name}' })).toBe('Hello {name}');
  });
});
