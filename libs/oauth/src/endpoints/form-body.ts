/** The media type of a form. */
export const FORM = 'application/x-www-form-urlencoded';

/** Reads a form in a host that has no parser for forms; a repeated parameter becomes a list. */
export function readForm(body: Buffer): Record<string, string | string[]> {
  const form = Object.create(null) as Record<string, string | string[]>;
  const parameters = new URLSearchParams(body.toString());
  for (const name of parameters.keys()) {
    const [value = '', ...more] = parameters.getAll(name);
    form[name] = more.length === 0 ? value : [value, ...more];
  }
  return form;
}
