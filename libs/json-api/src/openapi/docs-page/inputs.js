import { element, resolve, sample } from './document.js';

/** Creates a labelled control for one parameter, or one member of a form. */
function field(api, { name, description, required, schema }, id) {
  const {
    type,
    enum: choice,
    items,
    format,
    default: standard,
    const: only,
  } = resolve(api, schema);
  const values = choice ?? (type === 'boolean' ? ['true', 'false'] : undefined);
  const single = values ?? (only === undefined ? undefined : [String(only)]);
  const control = single
    ? element(
        'select',
        { id, name, required },
        element('option', { value: '' }),
        ...single.map((value) => element('option', {}, value)),
      )
    : element('input', {
        id,
        name,
        required,
        type: format === 'password' ? 'password' : 'text',
        autocomplete: 'off',
        placeholder: standard ?? (type === 'array' ? 'separated by commas' : undefined),
      });
  const hint = hintOf(description, resolve(api, items).enum ?? [], `${id}-hint`);
  if (hint) control.setAttribute('aria-describedby', hint.id);
  const label = element('label', { for: id }, required ? `${name} (required)` : name);
  return element('p', {}, label, control, hint);
}

function hintOf(description, members, id) {
  if (!description && members.length === 0) return undefined;
  const choice = members.flatMap((member) => [' ', element('code', {}, member)]);
  return element('small', { id }, description ?? '', ...choice);
}

function fieldsOf(api, parameters, id) {
  const made = parameters.map((parameter, at) => field(api, parameter, `${id}-${at}`));
  return element('div', { class: 'fields' }, ...made);
}

const isFilter = ({ name }) => name.startsWith('filter[');

/** Creates the parts of a form with the input, and returns the media type of the body, if any. */
export function inputs(api, { operationId: id, parameters = [], requestBody }) {
  const all = parameters.map((each) => resolve(api, each));
  const filters = all.filter(isFilter);
  const [[type, content] = []] = Object.entries(requestBody?.content ?? {});
  const parts = [
    fieldsOf(
      api,
      all.filter((each) => !isFilter(each)),
      `${id}-p`,
    ),
  ];
  if (filters.length > 0) {
    const line = element('summary', {}, `Filters (${filters.length})`);
    parts.push(element('details', {}, line, fieldsOf(api, filters, `${id}-f`)));
  }
  if (type) parts.push(...bodyInputs(api, type, { schema: content.schema, id: `${id}-body` }));
  return { parts, type };
}

function bodyInputs(api, type, { schema, id }) {
  if (type !== 'application/x-www-form-urlencoded') {
    const text = element('textarea', { id, spellcheck: 'false' });
    text.value = JSON.stringify(sample(api, schema), null, 2);
    return [element('h3', {}, element('label', { for: id }, `Body (${type})`)), text];
  }
  const { properties, required = [] } = resolve(api, schema);
  const members = Object.entries(properties).map(([name, member]) => ({
    name,
    schema: member,
    required: required.includes(name),
    description: member.description,
  }));
  return [element('div', { class: 'body' }, fieldsOf(api, members, id))];
}
