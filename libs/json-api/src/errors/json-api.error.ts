/** One problem, as a client sees it (jsonapi.org 1.1, "Error Objects"). */
export interface ErrorObject {
  status: number;

  /** A stable code for programs; the title is derived from it. */
  code: string;

  /** A text for people: the problem and what to do about it. */
  detail: string;

  /** The place in the request: a JSON Pointer into the document, a query parameter, or a header. */
  source?: { pointer: string } | { parameter: string } | { header: string };

  /** `type` explains this kind of error, `about` this occurrence. */
  links?: { type?: string; about?: string };

  meta?: Readonly<Record<string, unknown>>;
}

/** Limits the size of the answer to a request with thousands of unknown members. */
export const MAX_ERRORS = 20;

/** An error that the client may see, with one or more problems. */
export class JsonApiError extends Error {
  readonly errors: readonly ErrorObject[];
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  /** `cause` is for the log and never goes on the wire. */
  constructor(
    errors: ErrorObject | readonly ErrorObject[],
    { headers = {}, cause }: { headers?: Readonly<Record<string, string>>; cause?: unknown } = {},
  ) {
    const list = [errors].flat().slice(0, MAX_ERRORS);
    super(list.map(({ code, detail }) => `${code}: ${detail}`).join('; '), { cause });
    this.name = 'JsonApiError';
    this.errors = list;
    this.status = commonStatus(list);
    this.headers = headers;
  }

  /**
   * Returns the same error for a part of a larger document: its pointers begin with `pointer`.
   * Problems without a source point to the part itself.
   */
  at(pointer: string): JsonApiError {
    return this.moved((inner) => pointer + inner);
  }

  /** Returns the same error with other pointers; a problem without a source has the pointer ''. */
  moved(move: (pointer: string) => string): JsonApiError {
    const errors = this.errors.map((error): ErrorObject => {
      const { source = { pointer: '' } } = error;
      return 'pointer' in source ? { ...error, source: { pointer: move(source.pointer) } } : error;
    });
    return new JsonApiError(errors, { headers: this.headers, cause: this.cause });
  }

  static notFound(type: string, id: string): JsonApiError {
    return new JsonApiError({
      status: 404,
      code: 'not_found',
      detail: `there is no resource of type ${type} with the id ${id}`,
    });
  }

  /**
   * Returns the error for a related resource that does not exist ("Updating Resources"). Its code
   * distinguishes it from an address that does not exist.
   */
  static relatedNotFound(detail: string, pointer?: string): JsonApiError {
    const source = pointer === undefined ? undefined : { pointer };
    return new JsonApiError({ status: 404, code: 'related_not_found', detail, source });
  }

  /**
   * Returns the error for a member without a tenant who creates a resource; `noun` means a tenant.
   */
  static noTenant(type: string, noun: string): JsonApiError {
    return new JsonApiError({
      status: 403,
      code: 'forbidden',
      detail: `the caller belongs to no ${noun}, so it cannot create resources of type ${type}`,
    });
  }

  /**
   * Returns the error for replacing all members of a relationship ("Updating To-Many
   * Relationships").
   */
  static replacementNotAllowed(detail: string): JsonApiError {
    const source = { pointer: '/data' };
    return new JsonApiError({ status: 403, code: 'replacement_not_allowed', detail, source });
  }

  /** Returns the error for a well-formed request that the state of the resource does not allow. */
  static conflict(code: string, detail: string, source?: ErrorObject['source']): JsonApiError {
    return new JsonApiError({ status: 409, code, detail, source });
  }
}

/**
 * Returns the status that all errors share, or the one that applies to all in general ("Processing
 * Errors"): 400 for several of 4xx, 500 when at least one is a 5xx.
 */
function commonStatus(errors: readonly ErrorObject[]): number {
  const statuses = new Set(errors.map(({ status }) => status));
  const highest = Math.max(...statuses);
  return statuses.size === 1 ? highest : Math.floor(highest / 100) * 100;
}
