import type { Type } from '@nestjs/common';
import { attributesReader } from '../request/resource-attributes.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { IdType } from '../definition/resource-id.js';
import type { Shown } from '../request/unchanged-fields.js';

/** The row from which the attributes of the answer are read. */
type Row = { readonly id: string };

/**
 * The operations allowed on resources of one type; operations that are left out are not allowed.
 * `By` is the type by which the application represents its caller.
 *
 *     atomicResource(userResource, {
 *       allow: (caller: Caller) => scopes.require(caller, 'users:write'),
 *       add: { input: CreateUser, run: (user, caller) => users.create(user, caller) },
 *       remove: (id, caller) => users.delete(id, caller),
 *     })
 *
 * Each function does what the route for a single request does, including events. It joins the
 * transaction of all operations through `ResourceRepository.inTransaction`.
 */
interface OperationMethods<By, Added extends object, Updated extends object> {
  /** Throws when the caller may not change resources of this type. */
  allow: (by: By) => void;

  add?: { input: Type<Added>; run: (attributes: Added, by: By) => Promise<Row> };

  /** Throws when the resource does not exist. Also updates to-one relationships. */
  update?: {
    input: Type<Updated>;
    run: (target: { id: string; attributes: Updated }, by: By) => Promise<Row>;
  };

  /** Throws when the resource does not exist. */
  remove?: (id: string, by: By) => Promise<unknown>;

  /** To-many relationships, by name. */
  relationships?: Readonly<Record<string, AtomicRelationship<By>>>;
}

/** The operations allowed on a to-many relationship; `update` replaces all members. */
interface AtomicRelationship<By> {
  allow: (by: By) => void;

  /** The type of the related resources. */
  type: string;
  idType?: IdType;

  add?: (target: Members, by: By) => Promise<unknown>;
  update?: (target: Members, by: By) => Promise<unknown>;
  remove?: (target: Members, by: By) => Promise<unknown>;
}

interface Members {
  /** The id of the resource that has the relationship. */
  id: string;
  /** The ids of the members, without duplicates, in the order of the document. */
  ids: string[];
}

interface Update {
  id: string;
  document: unknown;
  shown: Shown;
}

/** The allowed operations, which take documents instead of attributes. */
export interface AtomicResource<By> {
  readonly definition: ResourceDefinition;
  readonly allow: (by: By) => void;
  readonly add?: (document: unknown, by: By) => Promise<Row>;
  readonly update?: (target: Update, by: By) => Promise<Row>;
  readonly remove?: (id: string, by: By) => Promise<unknown>;
  readonly relationships: Readonly<Record<string, AtomicRelationship<By>>>;
}

export function atomicResource<By, Added extends object, Updated extends object>(
  definition: ResourceDefinition,
  { allow, add, update, remove, relationships = {} }: OperationMethods<By, Added, Updated>,
): AtomicResource<By> {
  const readAdded = add && attributesReader(definition, add.input);
  const readUpdated = update && attributesReader(definition, update.input);
  return {
    definition,
    allow,
    relationships,
    remove,
    add: readAdded && (async (document, by) => add.run(await readAdded(document), by)),
    update:
      readUpdated &&
      (async ({ id, document, shown }, by) =>
        update.run({ id, attributes: await readUpdated(document, { id, shown }) }, by)),
  };
}
