/**
 * Rejects a request before it reaches a controller. The error filters of the
 * protocols render its properties: status, code, description, headers.
 */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly description: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${code}: ${description}`);
    this.name = 'HttpError';
  }
}
