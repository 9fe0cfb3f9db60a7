/** Builds the curl command of a request. */

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Returns a command for a shell. It has variables instead of the token and of passwords, so that it
 * can be shown to others. `-g` lets curl take the brackets of `filter[…]` as they are.
 */
export function curlOf([url, { method, headers, body }], form) {
  const address = new URL(url, location.href).href.replaceAll('%5B', '[').replaceAll('%5D', ']');
  const lines = [`curl -sg -X ${method} ${quoted(address)}`];
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'Authorization') lines.push('-H "Authorization: Bearer $TOKEN"');
    else if (name !== 'Accept') lines.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body instanceof URLSearchParams) {
    for (const [name, value] of body) lines.push(`--data-urlencode ${memberOf(form, name, value)}`);
  } else if (body !== undefined) {
    lines.push(`--data-raw ${quoted(body)}`);
  }
  return lines.join(' \\\n  ');
}

function memberOf(form, name, value) {
  const isSecret = form.elements.namedItem(name)?.type === 'password';
  return isSecret ? `"${name}=$${name.toUpperCase()}"` : quoted(`${name}=${value}`);
}
