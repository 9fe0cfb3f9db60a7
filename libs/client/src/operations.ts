import type { Calls } from './calls.js';
import { OperationResults } from './operation-results.js';
import type { AcceptedData, CallOptions, PathsWith } from './path-types.js';
import { OPERATIONS } from './request-headers.js';

/** A resource that exists, or one that an operation before adds. */
export type Reference<Type extends string = string> =
  { type: Type; id: string } | { type: Type; lid: string };

/** Relationships with references to resources that need not exist yet. */
type Relationships<Given> = {
  [Name in keyof Given]: Given[Name] extends { data: infer Data } | undefined
    ? Linkage<Data>
    : never;
};

type Linkage<Data> = Data extends readonly (infer Member)[]
  ? Linkage<Member>[]
  : Data extends { type: infer Type extends string }
    ? Reference<Type>
    : Data;

/** `data` of a request, with references in its relationships. */
type Fields<Data> = (Data extends { attributes: infer Attributes }
  ? { attributes: Attributes }
  : Data extends { attributes?: infer Attributes }
    ? { attributes?: Attributes }
    : object) &
  (Data extends { relationships: infer Given }
    ? { relationships: Relationships<Given> }
    : Data extends { relationships?: infer Given }
      ? { relationships?: Relationships<NonNullable<Given>> }
      : object);

type TypesOf<Data> = Data extends { type: infer Type extends string } ? Type : never;

/** The names of the to-many relationships of a type: those whose route has POST. */
type ToMany<Paths, Type extends string> =
  PathsWith<Paths, 'post'> extends infer Path
    ? Path extends `/api/${Type}/{id}/relationships/${infer Name}`
      ? Name
      : never
    : never;

/** The members of a to-many relationship to add or to remove. */
type RelatedMembers<Relationship, Type extends string> = [
  resource: Reference<Type>,
  relationship: Relationship,
  related: readonly Reference[],
];

interface AtomicOperation {
  op: 'add' | 'update' | 'remove';
  ref?: Reference & { relationship?: string };
  data?: unknown;
}

interface Results {
  'atomic:results': { data?: { type: string; id: string } | null }[];
}

/** Collects changes, and sends them as one request (jsonapi.org/ext/atomic). */
export class Operations<Paths extends object> {
  readonly #calls: Calls;
  readonly #operations: AtomicOperation[] = [];

  /** The lid of each operation that adds a resource, by its position. */
  readonly #lids: (string | undefined)[] = [];

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** Adds a resource. Returns a reference for further operations. */
  add<Type extends TypesOf<AcceptedData<Paths, 'post'>>>(
    type: Type,
    fields: Fields<Extract<AcceptedData<Paths, 'post'>, { type: Type }>>,
  ): { type: Type; lid: string } {
    const lid = `new-${this.#operations.length + 1}`;
    this.#lids[this.#operations.length] = lid;
    this.#operations.push({ op: 'add', data: { type, lid, ...members(fields) } });
    return { type, lid };
  }

  update<Type extends TypesOf<AcceptedData<Paths, 'patch'>>>(
    resource: Reference<Type>,
    fields: Fields<Extract<AcceptedData<Paths, 'patch'>, { type: Type }>>,
  ): this {
    this.#operations.push({
      op: 'update',
      data: { ...identifierOf(resource), ...members(fields) },
    });
    return this;
  }

  remove(resource: Reference): this {
    this.#operations.push({ op: 'remove', ref: identifierOf(resource) });
    return this;
  }

  /** Adds members to a to-many relationship. */
  addTo<Type extends string>(...added: RelatedMembers<ToMany<Paths, Type>, Type>): this {
    return this.#relate('add', added);
  }

  /** Removes members from a to-many relationship. */
  removeFrom<Type extends string>(...removed: RelatedMembers<ToMany<Paths, Type>, Type>): this {
    return this.#relate('remove', removed);
  }

  /** Sends the operations. A failure has carried out none of them; `pointer` names its operation. */
  async send({ signal, timeoutMs }: Pick<CallOptions, 'signal' | 'timeoutMs'> = {}): Promise<
    OperationResults<Paths>
  > {
    const body = { 'atomic:operations': this.#operations };
    const call = { body, signal, timeoutMs };
    const { data } = await this.#calls.call<Results | undefined>('post', OPERATIONS, call);
    return new OperationResults([...this.#lids], data?.['atomic:results'] ?? []);
  }

  #relate(
    op: 'add' | 'remove',
    [resource, relationship, related]: RelatedMembers<string, string>,
  ): this {
    const ref = { ...identifierOf(resource), relationship };
    this.#operations.push({ op, ref, data: related.map(identifierOf) });
    return this;
  }
}

/** Returns only the members that identify a resource, such as of an object from `toObjects`. */
function identifierOf(reference: Reference): Reference {
  const { type } = reference;
  return 'lid' in reference ? { type, lid: reference.lid } : { type, id: reference.id };
}

function members(fields: { attributes?: object; relationships?: object }): object {
  const { attributes, relationships } = fields;
  if (!relationships) return { ...(attributes && { attributes }) };
  const linked = Object.entries(relationships) as [string, Reference | Reference[] | null][];
  return {
    ...(attributes && { attributes }),
    relationships: Object.fromEntries(
      linked.map(([name, value]) => [name, { data: linkageOf(value) }]),
    ),
  };
}

function linkageOf(value: Reference | Reference[] | null): unknown {
  if (Array.isArray(value)) return value.map(identifierOf);
  return value && identifierOf(value);
}
