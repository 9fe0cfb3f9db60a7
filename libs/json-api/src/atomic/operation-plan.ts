import type { FastifyRequest } from 'fastify';
import { document } from '../response/document.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { findToOne } from '../definition/relationship.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { readIdentifiers } from '../request/resource-identifiers.js';
import { identityOf, type ResourceObject } from '../response/resource-rendering.js';
import { malformed } from '../request/resource-object.js';
import { pointerTo } from '../errors/json-pointer.js';
import { isJsonObject } from '../definition/json-object.js';
import type { ShownResources } from '../sql/shown-resources.repository.js';
import type { Shown } from '../request/unchanged-fields.js';
import type { AtomicResource } from './atomic-resource.js';
import type { LocalIds } from './local-ids.js';
import type { Op, Operation } from './operation.js';
import { resourceOf, type Target, targetOf, unsupported } from './operation-target.js';

/** "Result Objects"; without data when a resource was deleted or a relationship updated. */
export interface Result {
  data?: ResourceObject | ReturnType<typeof identityOf>;
}

/** The caller of the operations, and the resources that its results may show. */
export interface Caller<By> {
  by: By;
  request: FastifyRequest;
  resources: Pick<ShownResources, 'find' | 'mayRead'>;
}

type CarryOut<By> = (caller: Caller<By>, lids: LocalIds) => Promise<Result>;

/** One operation, and the functions of the application that perform it. */
export interface Plan<By> {
  allow: (by: By) => void;
  carryOut: CarryOut<By>;
}

/** @throws JsonApiError 400; pointers are relative to the operation */
export function planOf<By>(
  operation: Operation,
  resources: readonly AtomicResource<By>[],
): Plan<By> {
  const target = targetOf(operation, resources);
  const resource = resourceOf(target, resources);
  const planned = { operation, target, resource };
  if (target.relationship === undefined) return planOfResource(planned);
  return findToOne(resource.definition, target.relationship)
    ? planOfToOne(planned)
    : planOfToMany(planned);
}

interface Planned<By> {
  operation: Operation;
  target: Target;
  resource: AtomicResource<By>;
}

function planOfResource<By>(planned: Planned<By>): Plan<By> {
  const { operation, target, resource } = planned;
  const { op } = operation;
  const isNew = target.id === undefined && target.lid === undefined;
  if (isNew !== (op === 'add')) {
    const one = op === 'add' ? 'a collection' : 'a resource';
    throw new JsonApiError(malformed(`href must lead to ${one} when op is ${op}`, '/href'));
  }
  const carryOut = { add: addition, update, remove: removal }[op](planned);
  return { allow: resource.allow, carryOut };
}

/** "Creating Resources". */
function addition<By>({ operation: { data }, resource }: Planned<By>): CarryOut<By> {
  const { definition, add } = resource;
  if (!add) throw unsupportedOp('add', definition.type);
  return async (caller, lids) => {
    const added = isJsonObject(data) ? data : {};
    lids.requireNew(added);
    const identified = isJsonObject(data) ? lids.identifyRelated(data) : data;
    const row = await add({ data: identified }, caller.by);
    lids.define(added, row.id);
    const { data: shown } = document(definition, row);
    return { data: mayRead(caller, definition) ? shown : identityOf(shown) };
  };
}

/**
 * "Updating Resources". The server sets fields such as `updatedAt`, so the result always has data
 * for a caller that may read the resource.
 */
function update<By>({ operation: { data }, target, resource }: Planned<By>): CarryOut<By> {
  const { definition, update: change } = resource;
  if (!change) throw unsupportedOp('update', definition.type);
  return async (caller, lids) => {
    const id = idOf(target, lids);
    const identified = lids.identify(data, '/data');
    const changes = isJsonObject(identified) ? lids.identifyRelated(identified) : identified;
    const shown = shownTo(caller, definition, id);
    const row = await change({ id, document: { data: changes }, shown }, caller.by);
    return mayRead(caller, definition) ? { data: document(definition, row).data } : {};
  };
}

/** "Deleting Resources". */
function removal<By>({ operation: { data }, target, resource }: Planned<By>): CarryOut<By> {
  const { definition, remove } = resource;
  if (!remove) throw unsupportedOp('remove', definition.type);
  if (data !== undefined) {
    throw new JsonApiError(
      malformed('an operation that removes a resource must not have data', '/data'),
    );
  }
  return async ({ by }, lids) => {
    await remove(idOf(target, lids), by);
    return {};
  };
}

/** "Updating To-One Relationships": updates the resource and changes only this relationship. */
function planOfToOne<By>({ operation, target, resource }: Planned<By>): Plan<By> {
  const { op, data } = operation;
  const { allow, update: change, definition } = resource;
  const { type } = definition;
  const name = target.relationship!;
  if (op !== 'update')
    throw unsupported(`${name} is a to-one relationship: use the op update`, '/op');
  if (!change) throw unsupportedOp(op, type);
  const carryOut: CarryOut<By> = async (caller, lids) => {
    const id = idOf(target, lids);
    const relationships = { [name]: { data: lids.identify(data, '/data') } };
    try {
      const shown = shownTo(caller, definition, id);
      await change({ id, document: { data: { type, id, relationships } }, shown }, caller.by);
      return {};
    } catch (error) {
      throw fromLinkage(error, name);
    }
  };
  return { allow, carryOut };
}

/** "Updating To-Many Relationships". */
function planOfToMany<By>({ operation, target, resource }: Planned<By>): Plan<By> {
  const { op, data } = operation;
  const name = target.relationship!;
  const names = Object.keys(resource.relationships);
  const relationship = names.includes(name) ? resource.relationships[name] : undefined;
  const change = relationship?.[op];
  if (!relationship || !change) {
    const allowed = names.length > 0 ? names.join(', ') : 'none';
    const pointer = target.source === '/href' ? '/href' : '/ref/relationship';
    const detail = `operations can change these relationships of ${target.type}: ${allowed}`;
    throw unsupported(detail, pointer);
  }
  const { allow, type, idType } = relationship;
  const expected = { types: [type], idType, forRemoval: op === 'remove' };
  const carryOut: CarryOut<By> = async ({ by }, lids) => {
    const ids = readIdentifiers({ data: lids.identify(data, '/data') }, expected);
    await change({ id: idOf(target, lids), ids }, by);
    return {};
  };
  return { allow, carryOut };
}

function mayRead<By>({ request, resources }: Caller<By>, { type }: ResourceDefinition): boolean {
  return resources.mayRead(request, [type]);
}

function shownTo<By>(
  { request, resources }: Caller<By>,
  definition: ResourceDefinition,
  id: string,
): Shown {
  return async (relationships) => resources.find(request, { definition, id, relationships });
}

function idOf({ type, id, lid, source }: Target, lids: LocalIds): string {
  return id ?? lids.idOf(type, lid!, `${source}/lid`);
}

function unsupportedOp(op: Op, type: string): JsonApiError {
  return unsupported(`operations cannot ${op} resources of type ${type}`, '/op');
}

/**
 * Moves pointers from the resource document, which the reader gets, to the data of the operation,
 * which is the identifier alone.
 */
function fromLinkage(error: unknown, name: string): unknown {
  if (!(error instanceof JsonApiError)) return error;
  const path = pointerTo('/data/relationships', name);
  return error.moved((pointer) =>
    pointer.startsWith(path) ? pointer.slice(path.length) : pointer,
  );
}
