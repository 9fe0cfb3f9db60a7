/** A piece of HTML, which `html` inserts without escaping it again. */
export class Html {
  constructor(readonly text: string) {}
}

/** A value in a template. A list is joined; null, undefined and false leave nothing. */
type Value = Html | string | number | null | undefined | false | readonly Value[];

/** Builds HTML from a template. All texts in it are escaped: for content and for quoted attributes. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(
    parts.reduce(
      (text, part, at) => text + part + (at < values.length ? render(values[at]) : ''),
      '',
    ),
  );
}

function render(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return value.map(render).join('');
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
