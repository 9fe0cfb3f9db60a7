import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLanguage } from '../messages/language.js';
import { adviceFor, type Reasons, RIGHT_CREDENTIALS } from './reasons/reasons.js';
import type { Refusal } from './refusal.js';

/** The words of one kind of reason. */
export interface Words {
  text: string;
  advice: string;
}

type Attributes = Refusal['attributes'];

type WordsOf = (attributes: Pick<Attributes, 'explanation' | 'required' | 'description'>) => Words;

const LOADERS: Readonly<Record<string, () => Promise<Reasons>>> = {
  de: async () => (await import('./reasons/de.js')).de,
  fr: async () => (await import('./reasons/fr.js')).fr,
  es: async () => (await import('./reasons/es.js')).es,
};

/**
 * Returns the function that says in the language of the person why a request was refused. English is
 * the text of the API, which is also used for a kind that only another version of the server has.
 */
export function useReasonWords(): WordsOf {
  const { language } = useLanguage();
  const load = LOADERS[language];
  const { data: reasons } = useQuery({
    queryKey: ['reasons', language],
    queryFn: async () => load!(),
    enabled: load !== undefined,
    staleTime: Infinity,
  });
  return useMemo(() => wordsOfLanguage(reasons), [reasons]);
}

const wordsOfLanguage =
  (reasons: Reasons | undefined): WordsOf =>
  ({ explanation, ...facts }) => {
    const { kind, text, advice, isLocked, further } = explanation;
    if (!reasons || !Object.hasOwn(reasons.words, kind)) return { text: sentence(text), advice };
    const ownAdvice = adviceFor(kind, reasons.words);
    const parts = [
      isLocked && reasons.locked,
      sentence(filled(reasons.words[kind]!, facts)),
      RIGHT_CREDENTIALS.has(kind) && reasons.right,
      further !== null && reasons.further[further],
    ];
    const advised = isLocked ? `${reasons.wait} ${ownAdvice}` : ownAdvice;
    return { text: parts.filter(Boolean).join(' '), advice: advised };
  };

/** Replaces the places in a text by the facts of the refusal. */
function filled(text: string, facts: Pick<Attributes, 'required' | 'description'>): string {
  return text.replaceAll(/\{(required|description)\}/g, (_, name: 'required' | 'description') => {
    return facts[name] ?? '–';
  });
}

/** Makes a sentence of words that follow "because". */
function sentence(text: string): string {
  const start = text.charAt(0).toLocaleUpperCase() + text.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
