/** What a client is told about one problem (jsonapi.org 1.1, "Error Objects"). */
export interface ErrorObject {
  status: number;

  /** Stable, for programs; the title is made of it. */
  code: string;

  /** For people, and what to do about it. */
  detail: string;

  /** Where in the request: a JSON Pointer into the document, a query parameter, or a header. */
  source?: { pointer: string } | { parameter: string } | { header: string };

  /** `type` explains this kind of error, `about` this one. */
  links?: { type?: string; about?: string };

  meta?: Readonly<Record<string, unknown>>;
}

/** A request of thousands of unknown members gets an answer of a bounded size. */
export const MAX_ERRORS = 20;

/** A refusal the client is allowed to see, of one problem or of several. */
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
   * The same of what is a part of a larger document: pointers begin at it, and
   * what is wrong with all of it points to it.
   */
  at(pointer: string): JsonApiError {
    return this.moved((inner) => pointer + inner);
  }

  /** The same with other pointers; where there is no source, the pointer is '' before. */
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
   * What the document relates the resource to is not there ("Updating Resources"); by the
   * code it is told from an address that is not there.
   */
  static relatedNotFound(detail: string, pointer?: string): JsonApiError {
    const source = pointer === undefined ? undefined : { pointer };
    return new JsonApiError({ status: 404, code: 'related_not_found', detail, source });
  }

  /** For a member without a tenant who creates a resource; `noun` is the word for a tenant. */
  static noTenant(type: string, noun: string): JsonApiError {
    return new JsonApiError({
      status: 403,
      code: 'forbidden',
      detail: `the caller belongs to no ${noun}, so it cannot create resources of type ${type}`,
    });
  }

  /** Of a relationship to many, whose members are changed by adding and removing ("Updating To-Many Relationships"). */
  static replacementNotAllowed(detail: string): JsonApiError {
    const source = { pointer: '/data' };
    return new JsonApiError({ status: 403, code: 'replacement_not_allowed', detail, source });
  }

  /** The request is well-formed and the state of the resource does not allow it. */
  static conflict(code: string, detail: string, source?: ErrorObject['source']): JsonApiError {
    return new JsonApiError({ status: 409, code, detail, source });
  }
}

/**
 * The status that all have, or the most generally applicable one ("Processing
 * Errors"): 400 for several of 4xx, 500 as soon as one of them is a 5xx.
 */
function commonStatus(errors: readonly ErrorObject[]): number {
  const statuses = new Set(errors.map(({ status }) => status));
  const highest = Math.max(...statuses);
  return statuses.size === 1 ? highest : Math.floor(highest / 100) * 100;
}
