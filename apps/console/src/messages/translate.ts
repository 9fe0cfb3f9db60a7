/** Forms of a text by number: the categories of `Intl.PluralRules` that the languages have. */
export interface Plural {
  readonly one?: string;
  readonly many?: string;
  readonly other: string;
}

export type Texts = Readonly<Record<string, string | Plural>>;

/** The texts of another language: the same keys, with the same placeholders. */
export type Translation<Source extends Texts> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Plural;
};

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

type Names<Text> = Text extends string
  ? NamesIn<Text>
  : Text extends { other: infer Other extends string }
    ? NamesIn<Other> | 'count'
    : never;

type Values<Text> = [Names<Text>] extends [never]
  ? []
  : [values: Readonly<Record<Names<Text>, string | number>>];

/** `t('selected', { count: 3 })`, a text with its values. The compiler knows the names. */
export type Translate<Source extends Texts> = <Key extends keyof Source & string>(
  key: Key,
  ...values: Values<Source[Key]>
) => string;

/** Returns a function for the texts of one language. It formats numbers as the language does. */
export function translator<Source extends Texts>(
  language: string,
  texts: Translation<Source>,
): Translate<Source> {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, ...[values]) => {
    const given = (values ?? {}) as Readonly<Record<string, string | number>>;
    const text: string | Plural = texts[key];
    const form = typeof text === 'string' ? text : formOf(text, plurals, Number(given.count));
    return form.replaceAll(/\{(\w+)\}/g, (all, name: string) => {
      const value = given[name];
      return typeof value === 'number' ? numbers.format(value) : (value ?? all);
    });
  };
}

function formOf(text: Plural, plurals: Intl.PluralRules, count: number): string {
  const category = plurals.select(count) as keyof Plural;
  return text[category] ?? text.other;
}
