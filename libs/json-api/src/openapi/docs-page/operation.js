import { curlOf } from './curl.js';
import { element, pathOf, resolve } from './document.js';
import { inputs } from './inputs.js';

const encode = encodeURIComponent;

/** A comma separates the members of a list; `%2C` is a comma within a member. */
function encodedValue(api, { name, schema }, valueOf) {
  if (resolve(api, schema).type !== 'array') return encode(valueOf(name));
  const members = valueOf(name).split(',');
  return members.map((member) => encode(member.replaceAll(/%2c/gi, ','))).join(',');
}

/** Builds a request from the form. */
function requestOf(api, { method, path, operation, type, token }, form) {
  const parameters = (operation.parameters ?? []).map((each) => resolve(api, each));
  const valueOf = (name) => form.elements.namedItem(name)?.value ?? '';
  const query = parameters.filter((each) => each.in === 'query' && valueOf(each.name) !== '');
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encode(valueOf(name)));
  const search = query
    .map((each) => `${encode(each.name)}=${encodedValue(api, each, valueOf)}`)
    .join('&');
  const headers = { Accept: '*/*' };
  for (const { name } of parameters.filter((each) => each.in === 'header')) {
    if (valueOf(name) !== '') headers[name] = valueOf(name);
  }
  // Schemes that send a secret instead of a token have no scopes.
  const needsToken = operation.security?.some((each) => Object.values(each).flat().length > 0);
  if (token && needsToken) headers.Authorization = `Bearer ${token}`;
  let body;
  if (type === 'application/x-www-form-urlencoded') {
    const controls = [...form.querySelectorAll('.body [name]')].filter(({ value }) => value !== '');
    body = new URLSearchParams(controls.map((control) => [control.name, control.value]));
  } else if (type) {
    headers['Content-Type'] = type;
    body = form.querySelector('textarea').value;
  }
  const url = pathOf(api.servers[0].url) + filled + (search && `?${search}`);
  return [
    url,
    { method: method.toUpperCase(), headers, body, credentials: 'omit', cache: 'no-store' },
  ];
}

function indented(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function show(output, request) {
  const began = performance.now();
  try {
    const response = await fetch(...request);
    const text = await response.text();
    const line = `${response.status} ${response.statusText} · ${Math.round(performance.now() - began)} ms`;
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    const body = { tabindex: '0', 'aria-label': 'Body of the answer' };
    output.replaceChildren(
      element('p', { class: response.ok ? 'good' : 'bad' }, line),
      element('p', {}, element('code', {}, `${request[1].method} ${request[0]}`)),
      element('details', {}, element('summary', {}, 'Headers'), element('pre', {}, headers)),
      element('pre', body, indented(text) || '(no body)'),
    );
  } catch (error) {
    output.replaceChildren(element('p', { class: 'bad' }, `No answer: ${error.message}`));
  }
  output.hidden = false;
  // The button was disabled meanwhile, so it has lost the focus.
  output.focus();
}

/** Copies the command, and shows it: a page without https may not write to the clipboard. */
async function copyCurl(output, command) {
  const copied = await navigator.clipboard?.writeText(command).then(
    () => true,
    () => false,
  );
  output.replaceChildren(
    element('p', {}, copied ? 'Copied. Set TOKEN to an access token.' : 'Copy this command.'),
    element('pre', { tabindex: '0', 'aria-label': 'Command' }, command),
  );
  output.hidden = false;
}

/** Renders one operation: a line, and the details below it, which are built when first opened. */
export function operationElement(api, described, session) {
  const { method, path, operation } = described;
  const scopes = (operation.security ?? []).flatMap((each) => Object.values(each).flat());
  const said = [operation.summary, ...scopes].join(' · ');
  const inside = element('div', { class: 'inside' });
  const line = element(
    'summary',
    {},
    element('span', { class: `method ${method}` }, method.toUpperCase()),
    element('span', { class: 'path' }, path),
    element('span', { class: 'said' }, said),
  );
  const made = element('details', { class: 'operation', id: operation.operationId }, line, inside);
  made.dataset.words = [method, path, said].join(' ').toLowerCase();
  made.addEventListener('toggle', () => {
    if (!made.open || inside.firstChild) return;
    const { description } = operation;
    if (description) inside.append(element('p', { class: 'hint' }, description));
    inside.append(tryForm(api, described, session), answersElement(api, operation));
  });
  return made;
}

function tryForm(api, described, session) {
  const { parts, type } = inputs(api, described.operation);
  const button = element('button', {}, 'Send');
  const copy = element('button', { type: 'button', class: 'plain' }, 'Copy as curl');
  const output = element('div', { class: 'answer', role: 'status', tabindex: '-1', hidden: true });
  const buttons = element('p', { class: 'buttons' }, button, copy);
  const label = described.operation.summary;
  const form = element(
    'form',
    { autocomplete: 'off', 'aria-label': label },
    ...parts,
    buttons,
    output,
  );
  const requestNow = () => requestOf(api, { ...described, type, token: session.token }, form);
  copy.addEventListener('click', () => void copyCurl(output, curlOf(requestNow(), form)));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    await show(output, requestNow());
    button.disabled = false;
  });
  return form;
}

function answersElement(api, { responses }) {
  const answers = Object.entries(responses).flatMap(([status, response]) => [
    element('dt', {}, status),
    element('dd', {}, resolve(api, response).description),
  ]);
  const list = element('dl', { class: 'answers' }, ...answers);
  return element('details', {}, element('summary', {}, 'Answers'), list);
}
