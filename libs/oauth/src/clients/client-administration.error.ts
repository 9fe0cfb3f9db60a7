/** Why an act on a client or a secret, or in the name of an owner, is refused, each with the status that HTTP has for it. */
const STATUS = {
  validation_failed: 422,
  already_exists: 409,
  not_found: 404,
  no_owner: 404,
  related_not_found: 404,
  scope_not_held: 403,
  owner_not_held: 403,
  less_restricted: 403,
  too_many_secrets: 409,
  secret_in_use: 409,
} as const;

export type ClientRefusedCode = keyof typeof STATUS;

/** An attribute that breaks its rule. */
export interface AttributeError {
  attribute: string;
  message: string;
}

/**
 * A refusal to be shown to whoever administers clients, in one line.
 *
 * An API that renders it needs only the shape: status, code, description, and
 * the pointer to what of the document is at fault.
 */
export class ClientAdministrationError extends Error {
  readonly status: number;

  constructor(
    readonly code: ClientRefusedCode,
    readonly description: string,
    /** `/data/attributes/name`, where there is one. */
    readonly pointer?: string,
    /** Of attributes, each by itself; the description has them all. */
    readonly faults: readonly AttributeError[] = [],
  ) {
    super(description);
    this.name = 'ClientAdministrationError';
    this.status = STATUS[code];
  }
}
