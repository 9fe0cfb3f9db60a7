/** The parameters of a call, without the types of its route. */
export interface Parameters {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
}

/**
 * Rejects values that would send another request than the caller means. An empty list would leave
 * out a filter, and the path parameter `..` would lead to another path.
 *
 * @throws Error that names the parameter
 */
export function checkParameters(
  method: string,
  path: string,
  { path: segments = {}, query = {} }: Parameters = {},
): void {
  const [template = ''] = path.split('?');
  for (const [, name = ''] of template.matchAll(/\{([^{}]+)\}/g)) {
    const value = segments[name];
    if (!isValue(value) || ['', '.', '..'].includes(String(value))) {
      throw new Error(`the path parameter ${name} of ${path} must be an id, not ${shown(value)}`);
    }
  }
  for (const [name, value] of Object.entries(query)) {
    // Without one of its filters, a DELETE would delete more.
    if (value === undefined && method !== 'delete') continue;
    const values: unknown[] = Array.isArray(value) ? value : [value];
    if (values.length > 0 && values.every(isValue)) continue;
    throw new Error(
      `the query parameter ${name} must be a value or a list with values, not ${shown(value)}`,
    );
  }
}

function isValue(value: unknown): boolean {
  return ['string', 'boolean', 'bigint'].includes(typeof value) || Number.isFinite(value);
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
