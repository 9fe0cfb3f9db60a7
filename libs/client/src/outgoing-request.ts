/**
 * A request that can be sent again. The body of a `Request` can be read once, and has to be cloned for
 * a retry.
 */
export class OutgoingRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly signal: AbortSignal;
  body?: string;

  /** The secret, the assertion or the token that the request has. No error may repeat it. */
  credential?: string;

  /**
   * True when a second attempt has the same effect as one. A POST needs a key for that, unless it
   * adds members to a relationship, which has each only once. A PATCH sets values, so it may run
   * twice; but with `If-Match`, the second attempt would fail.
   */
  isRepeatable: boolean;

  constructor(
    readonly url: string,
    init: RequestInit & { body?: string },
  ) {
    this.method = init.method ?? 'GET';
    this.headers = new Headers(init.headers);
    this.signal = init.signal ?? new AbortController().signal;
    this.body = init.body;
    const isAddition = this.method === 'POST' && !url.includes('/relationships/');
    const hasOneEffect = !isAddition && !this.headers.has('If-Match');
    this.isRepeatable = hasOneEffect || this.headers.has('Idempotency-Key');
  }
}
