import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { type Texts, type Translate, type Translation, translator } from './translate.js';

/** The languages of the console, each by its own name. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español' } as const;

export type Language = keyof typeof LANGUAGES;

const STORED = 'latchkey.console.language';

interface ChosenLanguage {
  language: Language;
  choose: (language: Language) => void;
}

const LanguageContext = createContext<ChosenLanguage>({ language: 'en', choose: () => {} });

/** Returns the stored language, or the first one of the browser that the console has. */
function initialLanguage(): Language {
  const wanted = [localStorage.getItem(STORED) ?? '', ...navigator.languages];
  const known = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage);
  return known ?? 'en';
}

function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(initialLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo(
    () => ({
      language,
      choose: (chosen: Language) => {
        localStorage.setItem(STORED, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

/** The language of the person, and a function that stores another choice in this browser. */
export const useLanguage = () => use(LanguageContext);

/**
 * Makes the hook for the texts of one area:
 *
 *     export const useMessages = messagesOf({ en, de, fr, es });
 *     const t = useMessages();
 *     t('selected', { count: 3 });
 */
export function messagesOf<const Source extends Texts>(
  languages: { en: Source } & Record<Exclude<Language, 'en'>, Translation<Source>>,
): () => Translate<Source> {
  const translators = new Map<Language, Translate<Source>>();
  return function useMessages() {
    const { language } = useLanguage();
    const known = translators.get(language);
    if (known) return known;
    const texts = languages[language] as Translation<Source>;
    const created = translator<Source>(language, texts);
    translators.set(language, created);
    return created;
  };
}
