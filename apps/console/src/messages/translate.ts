/** Texts by their keys. A text with a count has two forms, for one and for others: `one row | {count} rows`. */
export type Texts = Readonly<Record<string, string>>;

/** Stands between the forms of a text. */
export const BETWEEN_FORMS = ' | ';

/** The texts of another language: the same keys, with the same placeholders. */
export type Translation<Source extends Texts> = {
  readonly [Key in keyof Source]: string;
};

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

type Values<Text extends string> = [NamesIn<Text>] extends [never]
  ? []
  : [values: Readonly<Record<NamesIn<Text>, string | number>>];

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
    const [one = '', others = one] = texts[key].split(BETWEEN_FORMS);
    const form = plurals.select(Number(given.count)) === 'one' ? one : others;
    return form.replaceAll(/\{(\w+)\}/g, (all, name: string) => {
      const value = given[name];
      return typeof value === 'number' ? numbers.format(value) : (value ?? all);
    });
  };
}
