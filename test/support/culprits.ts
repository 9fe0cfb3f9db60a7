/** What an error says of its place, however it says it: in an exception or on the wire. */
export interface PlacedError {
  status: number | string;
  code?: string;
  source?: { pointer?: string; parameter?: string; header?: string };
}

interface Culprits {
  parameters?: ReadonlySet<string>;
  document?: unknown;
}

/**
 * The errors whose source is nothing that the request has; an error that has none is not among them.
 */
export function misplaced<Failure extends PlacedError>(
  errors: readonly Failure[],
  { parameters = new Set(), document }: Culprits,
): Failure[] {
  return errors.filter(({ source }) => {
    if (source?.parameter !== undefined) return !parameters.has(source.parameter);
    return source?.pointer !== undefined && !resolves(source.pointer, document);
  });
}

/** Whether a JSON Pointer leads to a value of the document (RFC 6901 §4); the empty one does, even to none. */
export function resolves(pointer: string, document: unknown): boolean {
  let value = document;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false;
    value = (value as Record<string, unknown>)[name];
  }
  return true;
}
