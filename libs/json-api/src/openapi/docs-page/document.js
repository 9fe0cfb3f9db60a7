/** What the page is made of, and how it reads the document. */

export const byId = (id) => document.getElementById(id);

/** Text and elements only, never markup: what a server answers is not to be trusted. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

export function resolve(api, part) {
  if (!part?.$ref) return part ?? {};
  const names = part.$ref.slice(2).split('/');
  return resolve(
    api,
    names.reduce((parent, name) => parent[name], api),
  );
}

/** Of the document's absolute URLs only the path counts: this page asks no other host. */
export const pathOf = (url) => new URL(url, location.href).pathname.replace(/\/$/, '');

/** A value of the schema to begin with: what is required, or else what there is. */
export function sample(api, schema) {
  const {
    type,
    const: only,
    enum: choice,
    format,
    properties,
    required,
    ...rest
  } = resolve(api, schema);
  if (only !== undefined) return only;
  if (choice) return choice[0];
  if (rest.oneOf) return sample(api, rest.oneOf[0]);
  const [first] = [type].flat();
  if (first === 'object') {
    const names = required ?? Object.keys(properties ?? {});
    return Object.fromEntries(names.map((name) => [name, sample(api, properties[name])]));
  }
  if (first === 'array') return [sample(api, rest.items)];
  if (first === 'boolean') return true;
  if (first === 'integer') return rest.minimum ?? 0;
  const texts = {
    email: 'ada@example.com',
    date: '1990-12-31',
    'date-time': '2030-01-31T09:30:00Z',
  };
  return texts[format] ?? 'text'.padEnd(rest.minLength ?? 0, '.');
}
