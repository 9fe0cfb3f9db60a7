import { de } from './messages/de.js';
import { en, type Messages } from './messages/en.js';
import { es } from './messages/es.js';
import { fr } from './messages/fr.js';

/** The messages of the pages by language; the first is for browsers with other languages. */
export const LANGUAGES = { en, de, fr, es } satisfies Record<string, Messages>;

export type Language = keyof typeof LANGUAGES;

/** Language ranges that are read; browsers send fewer. */
const MAX_RANGES = 20;

/** Chooses the language of a page by the header Accept-Language (RFC 9110 §12.5.4). */
export function languageOf(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? '').split(',', MAX_RANGES).map(readRange);
  const ordered = ranges.filter(({ quality }) => quality > 0);
  ordered.sort((one, other) => other.quality - one.quality);
  const known = ordered.find(({ language }) => Object.hasOwn(LANGUAGES, language));
  return (known?.language as Language | undefined) ?? 'en';
}

function readRange(text: string): { language: string; quality: number } {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const [language = ''] = range.split('-', 1);
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length);
  return { language, quality: quality === undefined ? 1 : Number(quality) || 0 };
}

/** Replaces `{name}` in a message. */
export function fill(message: string, values: Readonly<Record<string, string | number>>): string {
  return message.replaceAll(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}
