/**
 * Returns the summary of a route in plain English, from the name of its method and its path:
 *
 *     deleteMatching, /api/users                   Delete users that match
 *     update, /api/oauth-clients/{id}              Update an OAuth client
 *     add, /api/users/{id}/relationships/roles     Add roles to a user
 */
export function summaryOf(name: string, path: string): string {
  const [, , collection = '', ...rest] = path.replace(/\.\w+$/, '').split('/');
  const plural = words(collection);
  const one = withArticle(singular(plural));
  const [id, ...below] = rest;
  if (id === undefined) return sentence(COLLECTION[name] ?? `${words(name)} *`, plural, one);
  if (!id.startsWith('{')) return sentence(`${words(name)} the profile`, plural, one);
  if (below.length === 0) return sentence(`${words(name)} +`, plural, one);
  return sentence(relationshipText(name, words(below.at(-1)!)), plural, one);
}

/** `*` stands for the resources, `+` for one of them. */
const COLLECTION: Readonly<Record<string, string>> = {
  create: 'create +',
  deleteMatching: 'delete * that match',
  exportCsv: 'export * as CSV',
  exportJsonLines: 'export * as JSON lines',
};

/** `~` stands for the related resources. */
const RELATED: Readonly<Record<string, string>> = {
  related: 'list the ~ of +',
  list: 'list the ids of the ~ of +',
  add: 'add ~ to +',
  replace: 'replace the ~ of +',
  remove: 'remove ~ from +',
};

function relationshipText(name: string, relation: string): string {
  const identified = relation.endsWith('s') ? 'list the ids' : 'read the id';
  const text = words(name)
    .replace(' ', ' the ')
    .replace(/^identify/, `${identified} of`);
  return (RELATED[name] ?? `${text} of +`).replace('~', relation);
}

function sentence(template: string, plural: string, one: string): string {
  const text = template.replace('*', plural).replace('+', one);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Returns the words of a name: `customerUsers` and `customer-users` are "customer users". */
function words(name: string): string {
  return name
    .replaceAll(/([a-z])(?=[A-Z])/g, '$1 ')
    .replaceAll('-', ' ')
    .toLowerCase()
    .replace(/^oauth\b/, 'OAuth');
}

function singular(plural: string): string {
  if (plural.endsWith('ies')) return plural.replace(/ies$/, 'y');
  return plural.replace(/(x|ss|ch|sh)es$|s$/, '$1');
}

/** Returns the noun with its article. The `u` of "user" and "unit" sounds like a consonant. */
function withArticle(noun: string): string {
  return `${/^(?:[aeio]|u(?!s|ni))/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
