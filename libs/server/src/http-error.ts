/**
 * A request that is refused before any controller sees it. The error filters of
 * the protocols render it by its shape: status, code, description, headers.
 */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly description: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${code}: ${description}`);
    this.name = 'Refusal';
  }
}
