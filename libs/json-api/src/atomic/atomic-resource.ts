import type { Type } from '@nestjs/common';
import { attributesReader } from '../request/resource-attributes.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { IdType } from '../definition/resource-id.js';
import type { Shown } from '../request/unchanged-fields.js';

/** Whatever the attributes of the answer can be read from. */
type Row = { readonly id: string };

/**
 * What operations may do with the resources of one type; what is left out they may not.
 * `By` is whatever the application knows of its caller.
 *
 *     atomicResource(userResource, {
 *       allow: (caller: Caller) => scopes.require(caller, 'users:write'),
 *       add: { input: CreateUser, run: (user, caller) => users.create(user, caller) },
 *       remove: (id, caller) => users.delete(id, caller),
 *     })
 *
 * Each act is that of the single request, with its events; it takes part in the
 * transaction of all by `ResourceRepository.together`.
 */
interface Acts<By, Added extends object, Updated extends object> {
  /** Throws when the caller may not change resources of this type. */
  allow: (by: By) => void;

  add?: { input: Type<Added>; run: (attributes: Added, by: By) => Promise<Row> };

  /** Throws when there is none. It updates relationships to one, too. */
  update?: {
    input: Type<Updated>;
    run: (target: { id: string; attributes: Updated }, by: By) => Promise<Row>;
  };

  /** Throws when there is none. */
  remove?: (id: string, by: By) => Promise<unknown>;

  /** Those to many, by name. */
  relationships?: Readonly<Record<string, AtomicRelationship<By>>>;
}

/** What operations may do with a relationship to many; `update` replaces all members. */
export interface AtomicRelationship<By> {
  allow: (by: By) => void;

  /** Of the related resources. */
  type: string;
  idType?: IdType;

  add?: (target: Members, by: By) => Promise<unknown>;
  update?: (target: Members, by: By) => Promise<unknown>;
  remove?: (target: Members, by: By) => Promise<unknown>;
}

interface Members {
  /** Of the resource that has the relationship. */
  id: string;
  /** Each once, in the order of the document. */
  ids: string[];
}

interface Update {
  id: string;
  document: unknown;
  shown: Shown;
}

/** The acts, with documents instead of attributes. */
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
  { allow, add, update, remove, relationships = {} }: Acts<By, Added, Updated>,
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
