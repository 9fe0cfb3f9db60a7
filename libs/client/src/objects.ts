interface Identifier {
  type: string;
  id: string;
}

interface ResourceLike extends Identifier {
  attributes?: object;
  relationships?: object;
  links?: object;
  meta?: object;
}

type Linkage = Identifier | readonly Identifier[] | null;

type AttributesOf<Resource> = Resource extends { attributes?: infer Attributes }
  ? NonNullable<Attributes>
  : object;

type RelationshipsOf<Resource> = Resource extends { relationships?: infer Relationships }
  ? NonNullable<Relationships>
  : object;

/** A related resource. It has attributes if it is in the document; else only its type and id. */
type Related<Type, Included> = { type: Type; id: string } & Partial<
  Omit<ApiObject<Extract<Included, { type: Type }>, Included>, 'type' | 'id'>
>;

type Reference<Data, Included> = Data extends readonly (infer Member)[]
  ? Reference<Member, Included>[]
  : Data extends { type: infer Type; id: string }
    ? Related<Type, Included>
    : Data;

type References<Relationships, Included> = {
  [
    Name in keyof Relationships as NonNullable<Relationships[Name]> extends { data?: unknown }
      ? Name
      : never
  ]?: NonNullable<Relationships[Name]> extends { data?: infer Data }
    ? Reference<Exclude<Data, undefined>, Included>
    : never;
};

/**
 * A resource as one object: its attributes, and its relationships as references to other objects.
 * JSON:API gives attributes and relationships different names, so none hides another.
 */
export type ApiObject<Resource, Included = never> = Pick<
  Resource,
  Extract<keyof Resource, 'type' | 'id' | 'links' | 'meta'>
> &
  AttributesOf<Resource> &
  References<RelationshipsOf<Resource>, Included>;

type IncludedOf<Document> = Document extends { included?: infer Included }
  ? NonNullable<Included> extends readonly (infer Member)[]
    ? Member
    : never
  : never;

type DataOf<Data, Included> = Data extends readonly (infer Resource)[]
  ? ApiObject<Resource, Included>[]
  : Data extends object
    ? ApiObject<Data, Included>
    : Data;

/** The `data` of a document as objects: a list, one object, or null. */
export type ObjectsOf<Document> = Document extends { data: infer Data }
  ? DataOf<Data, IncludedOf<Document>>
  : undefined;

/** The members of a list in `data`. */
export type ItemOf<Document> = Document extends { data: readonly (infer Resource)[] }
  ? ApiObject<Resource, IncludedOf<Document>>
  : never;

interface DocumentLike {
  data: ResourceLike | readonly ResourceLike[] | null;
  included?: readonly ResourceLike[];
}

/**
 * Returns the resources of a document as objects that refer to each other. One resource is one object,
 * however often it is related, so the references may form cycles.
 */
export function toObjects<Document extends { data: unknown } | undefined>(
  document: Document,
): ObjectsOf<Document> {
  if (document === undefined) return undefined as ObjectsOf<Document>;
  const { data, included = [] } = document as DocumentLike;
  const primary = Array.isArray(data)
    ? (data as ResourceLike[])
    : data
      ? [data as ResourceLike]
      : [];
  const objects = new Map<string, object>();
  for (const resource of [...primary, ...included]) {
    objects.set(keyOf(resource), { ...resource.attributes, ...membersOf(resource) });
  }
  for (const resource of [...primary, ...included]) {
    // Assigning `__proto__` would replace the prototype.
    const references = Object.getOwnPropertyDescriptors(referencesOf(resource, objects));
    Object.defineProperties(objects.get(keyOf(resource)), references);
  }
  const found = primary.map((resource) => objects.get(keyOf(resource)));
  return (Array.isArray(data) ? found : (found[0] ?? null)) as ObjectsOf<Document>;
}

function keyOf({ type, id }: Identifier): string {
  return JSON.stringify([type, id]);
}

function membersOf({ type, id, links, meta }: ResourceLike): object {
  return { type, id, ...(links && { links }), ...(meta && { meta }) };
}

function referencesOf(resource: ResourceLike, objects: Map<string, object>): object {
  const relationships = Object.entries(resource.relationships ?? {}) as [
    string,
    { data?: Linkage },
  ][];
  return Object.fromEntries(
    relationships
      .filter(([, { data }]) => data !== undefined)
      .map(([name, { data }]) => [name, follow(data!, objects)]),
  );
}

function follow(linkage: Linkage, objects: Map<string, object>): unknown {
  if (linkage === null) return null;
  if (Array.isArray(linkage)) return linkage.map((each: Identifier) => follow(each, objects));
  const identifier = linkage as Identifier;
  return objects.get(keyOf(identifier)) ?? identifier;
}
