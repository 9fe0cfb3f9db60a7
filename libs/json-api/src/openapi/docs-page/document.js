/** The elements of the page, and the functions that read the document. */

export const byId = (id) => document.getElementById(id);

/** Creates text and elements only, never markup, because answers of the server are not trusted. */
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

/** Returns only the path of the document's absolute URLs: this page calls no other host. */
export const pathOf = (url) => new URL(url, location.href).pathname.replace(/\/$/, '');

/** Returns an example value of the schema: required members, or else all of them. */
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
