/** An error with its source, as an exception or as JSON. */
export interface PlacedError {
  status: number | string;
  code?: string;
  source?: { pointer?: string; parameter?: string; header?: string };
}

interface RequestParts {
  parameters?: ReadonlySet<string>;
  document?: unknown;
}

/** Returns the errors whose source is not part of the request. Errors without a source are left out. */
export function misplaced<Failure extends PlacedError>(
  errors: readonly Failure[],
  { parameters = new Set(), document }: RequestParts,
): Failure[] {
  return errors.filter(({ source }) => {
    if (source?.parameter !== undefined) return !parameters.has(source.parameter);
    return source?.pointer !== undefined && !resolves(source.pointer, document);
  });
}

/**
 * True when a JSON Pointer leads to a value of the document (RFC 6901 §4). The empty pointer does,
 * even without a document.
 */
export function resolves(pointer: string, document: unknown): boolean {
  let value = document;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false;
    value = (value as Record<string, unknown>)[name];
  }
  return true;
}
