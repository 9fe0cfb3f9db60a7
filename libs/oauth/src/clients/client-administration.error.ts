/**
 * Codes for rejected changes of clients and secrets, or acts for an owner, each with its HTTP
 * status.
 */
const STATUS = {
  validation_failed: 422,
  already_exists: 409,
  not_found: 404,
  no_owner: 404,
  related_not_found: 404,
  scope_not_held: 403,
  owner_not_held: 403,
  less_restricted: 403,
  person_required: 403,
  no_test_token: 409,
  too_many_secrets: 409,
  secret_in_use: 409,
} as const;

export type ClientAdministrationErrorCode = keyof typeof STATUS;

/** An attribute that breaks its rule. */
export interface AttributeError {
  attribute: string;
  message: string;
}

/**
 * A rejected change, for the administrator of clients to see, with a description of one line.
 *
 * An API renders it by its shape alone: status, code, description, and the pointer to the
 * part of the document that caused it.
 */
export class ClientAdministrationError extends Error {
  readonly status: number;

  constructor(
    readonly code: ClientAdministrationErrorCode,
    readonly description: string,
    /** A JSON pointer such as `/data/attributes/name`, if one part of the document caused it. */
    readonly pointer?: string,
    /** One entry for each invalid attribute; the description contains them all. */
    readonly errors: readonly AttributeError[] = [],
  ) {
    super(description);
    this.name = 'ClientAdministrationError';
    this.status = STATUS[code];
  }
}
